import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { lawNoticesProjection, referralsProjection, unitsProjection } from '@fuyuan/projections';
import {
  beginBuild,
  buildsOf,
  Feed,
  migrate,
  ProjectionRunner,
  type AnyProjection,
  type Following,
  type ReadDatabase,
  type Reader,
} from '@fuyuan/read-model';

/** All that a read side makes of its topics here. */
export const PROJECTIONS: readonly AnyProjection[] = [unitsProjection, referralsProjection, lawNoticesProjection];

export type Rebuilt = Readonly<{
  events: number;
  /** From the first message that was taken until every new build was asked. */
  ms: number;
  /** Of this process in that time. */
  cpuMs: number;
  /** The most that this process held, in MB (10⁶ bytes). */
  mostMb: number;
}>;

/**
 * What an upgrade does: beside live builds of an older version new ones are made from the beginning of the feed, and
 * take their place when they know as much.
 */
export async function rebuild(database: ReadDatabase, feed: Feed): Promise<Rebuilt> {
  await migrate(database);
  for (const projection of PROJECTIONS) {
    await beginBuild(database, { ...projection, version: 0 }, { status: 'live', now: new Date() });
  }
  const timed = new TimedFeed(feed);
  const failed = (error: unknown, what: string) => console.error(what, error);
  const runner = new ProjectionRunner({
    database,
    feed: timed,
    projections: PROJECTIONS,
    now: () => new Date(),
    failed,
  });
  await runner.start();
  const mostMb = await memoryUntil(() => areLive(database));
  const [ms, cpu] = [performance.now() - timed.begunAt, process.cpuUsage(timed.cpuAt)];
  await runner.stop();
  return { events: timed.taken, ms, cpuMs: (cpu.user + cpu.system) / 1_000, mostMb };
}

async function areLive({ db }: ReadDatabase): Promise<boolean> {
  for (const { name, version } of PROJECTIONS) {
    const builds = await buildsOf(db, name);
    if (!builds.some((build) => build.status === 'live' && build.version === version)) return false;
  }
  return true;
}

async function memoryUntil(holds: () => Promise<boolean>): Promise<number> {
  let most = 0;
  while (!(await holds())) {
    most = Math.max(most, process.memoryUsage.rss() / 1e6);
    await pause(25);
  }
  return most;
}

/** Tells when the first message was taken: until then a group finds itself together, which takes seconds. */
export class TimedFeed extends Feed {
  begunAt = 0;
  cpuAt: NodeJS.CpuUsage | undefined;
  taken = 0;

  constructor(private readonly feed: Feed) {
    super();
  }

  follow(reader: Reader): Following {
    return this.feed.follow({
      ...reader,
      take: async (...batches) => {
        if (this.begunAt === 0) [this.begunAt, this.cpuAt] = [performance.now(), process.cpuUsage()];
        await reader.take(...batches);
        this.taken += batches.reduce((sum, { messages }) => sum + messages.length, 0);
      },
    });
  }
}
