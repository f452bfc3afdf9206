import { performance } from 'node:perf_hooks';
import { openPostgres, openSqlite } from '@fuyuan/read-model';
import { kafkaFeed, LaidFeed } from './read-side.feeds';
import { PROJECTIONS, rebuild, type Rebuilt } from './read-side.rebuild';

/** What the process is to do; it answers with `Rebuilt`. */
export type ReadSideJob = Readonly<
  | { what: 'rebuild'; brokers: readonly string[]; postgres: string }
  | { what: 'consume'; brokers: readonly string[]; events: number }
  | { what: 'laid'; laid: string; file: string }
  | { what: 'laid'; laid: string; postgres: string }
>;

/** Everything is read, parsed, and let go. */
async function consume({ brokers, events }: Extract<ReadSideJob, { what: 'consume' }>): Promise<Rebuilt> {
  const feed = kafkaFeed(brokers);
  let [taken, begunAt, mostMb] = [0, 0, 0];
  const all = new Promise<void>((resolve) => {
    for (const { name, families } of PROJECTIONS) {
      feed.follow({
        ...{ name: `bench-nothing-${name}`, families, cursors: async () => new Map(), caughtUp: () => undefined },
        take: async (...batches) => {
          begunAt ||= performance.now();
          taken += batches.reduce((sum, { messages }) => sum + messages.length, 0);
          mostMb = Math.max(mostMb, process.memoryUsage.rss() / 1e6);
          if (taken >= events) resolve();
        },
      });
    }
  });
  await all;
  return { events: taken, ms: performance.now() - begunAt, cpuMs: 0, mostMb };
}

async function done(job: ReadSideJob): Promise<Rebuilt> {
  if (job.what === 'consume') return consume(job);
  if (job.what === 'rebuild') {
    const database = openPostgres({ connectionString: job.postgres, schema: 'government' });
    return rebuild(database, kafkaFeed(job.brokers));
  }
  const database =
    'file' in job ? openSqlite(job.file) : openPostgres({ connectionString: job.postgres, schema: 'government' });
  return rebuild(database, new LaidFeed(job.laid));
}

process.once('message', (job: ReadSideJob) => {
  done(job).then(
    (rebuilt) => process.send?.(rebuilt, () => process.exit(0)),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
