import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { lawNoticesProjection } from '@fuyuan/projections';
import { buildsOf, openPostgres, type ReadDatabase } from '@fuyuan/read-model';
import { runBuilt, startBuilt, startEventStore, startOwnKafka, startPostgres, type BuiltApp } from '@fuyuan/testing';
import { sql } from 'kysely';
import { freePort } from '../operations/running/places';
import { residentMb } from './processes';
import { RelayTown } from './relay.town';
import { percentile, type Row } from './report';

const PER_SECOND = 300;
const LOOK_MS = 5;
const PATIENCE_MS = 60_000;

/** From the call of an append until a query of the read side's database finds the row, through relay and broker. */
export async function benchVisible(seconds: number): Promise<Row[]> {
  const data = mkdtempSync(join(tmpdir(), 'fuyuan-visible-'));
  const [store, broker, postgres] = await Promise.all([startEventStore(), startOwnKafka(), startPostgres()]);
  const town = new RelayTown(store.connectionString, 'government');
  const shared = { KAFKA_BROKERS: broker.brokers.join(), LOG_LEVEL: 'warn', DATA_DIR: data };
  const apps: BuiltApp[] = [];
  const start = async (program: string, env: NodeJS.ProcessEnv) => {
    const app = startBuilt(program, { env: { ...shared, ...env, HTTP_PORT: String(await freePort()) } });
    apps.push(app);
    return app;
  };
  const url = postgres.urlOf('government');
  const database = openPostgres({ connectionString: url, schema: 'government' });
  try {
    await postgres.say("create role government login password 'government'");
    await postgres.say('create schema government authorization government');
    await town.settle();
    await runBuilt('relay/src/topics.cli', { args: ['--apply'], env: shared });
    await start('relay/src/main', { EVENTSTORE_CONNECTION_STRING: store.connectionString });
    const side = await start('government/src/main', { DATABASE_URL: url });
    const delays = await delaysOf(database, town, seconds);
    const [p50, p99, held] = [percentile(delays, 0.5), percentile(delays, 0.99), residentMb(side.pid)];
    return [
      { name: `append to visible in PostgreSQL at ${PER_SECOND}/s, p50`, figure: p50, unit: 'ms' },
      { name: 'the same, p99', figure: p99, unit: 'ms', target: '< 250 ms', met: p99 < 250 },
      {
        ...{ name: 'read side in a process of its own: resident after it', figure: held, unit: 'MB' },
        ...{ target: '< 300 MB', met: held < 300 },
      },
    ];
  } finally {
    for (const app of apps) await app.stop();
    await database.close();
    await town.client.dispose();
    await Promise.all([broker.stop(), postgres.stop(), store.stop()]);
    rmSync(data, { recursive: true, force: true });
  }
}

async function delaysOf(database: ReadDatabase, town: RelayTown, seconds: number): Promise<number[]> {
  const begun = new Map<string, number>();
  const appends: Promise<unknown>[] = [];
  const send = () => {
    const { id, appended } = town.begin();
    begun.set(id, performance.now());
    appends.push(appended);
  };
  // Until the read side has joined its group, and the way is warm.
  send();
  await seen(database, begun);
  for (let nth = 0; nth < PER_SECOND; nth += 1) send();
  await seen(database, begun);

  const looking = { delays: [] as number[], over: false };
  const looked = look(database, begun, looking);
  const start = performance.now();
  for (let nth = 0; nth < PER_SECOND * seconds;) {
    for (const due = ((performance.now() - start) * PER_SECOND) / 1_000; nth < due; nth += 1) send();
    await pause(2);
  }
  await Promise.all(appends);
  for (const until = performance.now() + PATIENCE_MS; begun.size > 0 && performance.now() < until;) await pause(20);
  looking.over = true;
  await looked;
  if (begun.size > 0) throw new Error(`${begun.size} acts were not seen.`);
  return looking.delays;
}

async function seen(database: ReadDatabase, begun: Map<string, number>): Promise<void> {
  for (const until = performance.now() + PATIENCE_MS; begun.size > 0; await pause(20)) {
    if (performance.now() > until) throw new Error('The read side shows nothing.');
    await takeSeen(database, begun);
  }
}

async function look(
  database: ReadDatabase,
  begun: Map<string, number>,
  looking: { readonly delays: number[]; over: boolean },
): Promise<void> {
  for (; !looking.over; await pause(LOOK_MS)) looking.delays.push(...(await takeSeen(database, begun)));
}

/** Those that have come to be there since the last look, with what it took. */
async function takeSeen({ db }: ReadDatabase, begun: Map<string, number>): Promise<number[]> {
  const builds = await buildsOf(db, lawNoticesProjection.name).catch(() => []);
  const live = builds.find(({ status }) => status === 'live');
  if (!live) return [];
  const { rows } = await sql<{
    id: string;
  }>`select record_id as id from ${sql.table(`law_notices_${live.build}_notices`)}
    where record_id = any(${[...begun.keys()]}::text[])`.execute(db);
  const now = performance.now();
  return rows.map(({ id }) => {
    const delay = now - (begun.get(id) ?? now);
    begun.delete(id);
    return delay;
  });
}
