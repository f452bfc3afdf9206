import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithSchemaOf, until } from '@fuyuan/testing';
import { physicalName } from '../build';
import { openSqlite, type ReadDatabase } from '../database';
import type { OperationKind, OperationRow } from '../engine-tables';
import { Feed, type Following, type Reader } from '../feed';
import { liveView } from '../live';
import { migrate } from '../migrations';
import { projection } from '../projection';
import { BuildGone } from '../turn';
import { received, type Received } from '../received';
import { ProjectionRunner } from '../runner';
import { table } from '../table';
import { ask, operationOf, operationsOf, OperationUnderWay } from './operation';
import { parkedOf, standings } from './standing';

/** Version 1 cannot fold that somebody urged; version 2 can. */
const cases = (version: 1 | 2) =>
  projection({
    name: 'case-list',
    version,
    families: ['referrals'],
    tables: {
      lines: table({ columns: { acts: 'integer', last: 'text', remark: 'text?' }, key: [], searched: ['last'] }),
      words: table({ columns: { nth: 'integer', word: 'text' }, key: ['nth'] }),
    },
    fold(state: string[] | null, { type }) {
      if (version === 1 && type === 'cn.fuyuan.referral.urged.v1') throw new Error('Nobody urges.');
      return [...(state ?? []), type.split('.')[3] ?? ''];
    },
    rows: (_, state) => ({
      lines: [{ acts: state.length, last: state.at(-1) ?? '', remark: null }],
      words: state.map((word, nth) => ({ nth, word })),
    }),
  });

const act = (recordId: string, streamrevision: number, verb: string): Received => {
  const id = `${recordId}-${streamrevision}`;
  const event = { specversion: '1.0', id, type: `cn.fuyuan.referral.${verb}.v1`, streamrevision };
  return received(recordId, JSON.stringify({ ...event, recordedat: '2026-03-02T01:00:00.000Z' }));
};

/** What was published, from memory; it can be held up at some message. */
class ListFeed extends Feed {
  readonly messages: Received[] = [];
  heldUpAt = Infinity;

  follow(reader: Reader): Following {
    let stopped = false;
    const run = async () => {
      for (let isCaughtUp = false; !stopped;) {
        const from = (await reader.cursors()).get('list');
        const at = Number(from ?? 0);
        const messages = this.messages.slice(at, Math.min(at + 100, this.heldUpAt));
        if (messages.length > 0) {
          const next = String(at + messages.length);
          await reader.take({ source: 'list', messages, from, next }).catch(() => undefined);
        } else if (at === this.messages.length && !isCaughtUp) {
          isCaughtUp = true;
          reader.caughtUp();
        }
        await new Promise((resolve) => setTimeout(resolve, messages.length > 0 ? 0 : 20));
      }
    };
    const ended = run();
    return {
      stop: async () => {
        stopped = true;
        await ended;
      },
    };
  }
}

const RECORDS = 450;

function tellOn(open: () => Promise<ReadDatabase>): void {
  let database: ReadDatabase;
  let runner: ProjectionRunner | undefined;
  let clock = Date.parse('2026-03-02T02:00:00Z');
  const feed = new ListFeed();
  const faults: unknown[] = [];

  const start = async (version: 1 | 2 = 1) => {
    const failed = (error: unknown) => void faults.push(error);
    const now = () => new Date((clock += 1));
    runner = new ProjectionRunner({ database, feed, projections: [cases(version)], now, failed, lookMs: 50 });
    await runner.start();
  };
  const stop = async () => runner?.stop();
  type Said = Readonly<{ build?: number; recordId?: string; reason?: string }>;
  const asked = (kind: OperationKind, said: Said = {}) =>
    ask(database, {
      ...{ kind, projection: 'case-list', account: 'office', reason: '例行核对', now: new Date((clock += 1)) },
      ...said,
    });
  const ended = async ({ id }: OperationRow): Promise<Readonly<Record<string, unknown>>> => {
    let row: OperationRow | undefined;
    await until('the operation has ended', async () => {
      row = await operationOf(database, id);
      return row?.ended_at !== null;
    });
    return { status: row?.status, ...(JSON.parse(row?.result ?? '{}') as Record<string, unknown>) };
  };
  const done = async (kind: OperationKind, said: Said = {}) => ended(await asked(kind, said));
  const live = async () => (await liveView(database, cases(1))).build;
  const tableOf = async (name: string) => physicalName('case-list', (await live()).build, name) as 'builds';
  const standing = async () => (await standings(database, ['case-list']))[0]?.builds ?? [];
  const allRead = async () =>
    until('all is read', async () => (await live()).messages + (await stuck()) === feed.messages.length);
  const stuck = async () => (await standing()).find(({ status }) => status === 'live')?.waiting ?? 0;

  beforeAll(async () => {
    database = await open();
    await migrate(database);
    for (const [revision, verb] of ['sent', 'delivered', 'accepted'].entries()) {
      for (let at = 0; at < RECORDS; at += 1) feed.messages.push(act(`case-${at}`, revision, verb));
    }
    await start();
    await allRead();
  });
  afterAll(async () => {
    await stop();
    await database.close();
    // Whoever still followed a build that was dropped is told so.
    expect(faults.filter((error) => !(error instanceof BuildGone))).toEqual([]);
  });

  it('rebuilds beside the live one to the same, switches, switches back, and drops', async () => {
    const first = await live();
    const result = await done('rebuild');
    expect(result).toMatchObject({ status: 'done', isSame: true, kept: first.build, records: RECORDS, differing: 0 });
    const made = Number(result['build']);
    expect((await standing()).map(({ build, status, messages }) => [build, status, messages])).toEqual([
      [first.build, 'live', RECORDS * 3],
      [made, 'building', RECORDS * 3],
    ]);

    expect(await done('switch', { build: made })).toMatchObject({ live: made, former: first.build });
    expect((await live()).build).toBe(made);
    feed.messages.push(act('case-0', 3, 'concluded'));
    await until('the former one is kept up', async () => (await standing()).every(({ messages }) => messages === 1351));
    expect(await done('drop', { build: made })).toMatchObject({ status: 'failed' });
    expect(await done('switch', { build: first.build })).toMatchObject({ live: first.build });
    expect(await done('drop', { build: made })).toMatchObject({ status: 'done' });
    expect((await standing()).map(({ build }) => build)).toEqual([first.build]);
    const tables = (await database.db.introspection.getTables()).map(({ name }) => name);
    expect(tables).toContain(`case_list_${first.build}_lines_search`);
    expect(tables.filter((name) => name.startsWith(`case_list_${made}_`))).toEqual([]);
  });

  it('goes on with a rebuild of another process that was killed in the middle', async () => {
    feed.heldUpAt = 600;
    const operation = await asked('rebuild');
    const progress = async () => JSON.parse((await operationOf(database, operation.id))?.progress ?? '{}') as object;
    await until('half is read', async () => JSON.stringify(await progress()).includes('"done":600'));
    await expect(asked('verify')).rejects.toThrow(OperationUnderWay);
    const { build } = (await operationOf(database, operation.id)) ?? {};
    await stop();
    // As a kill leaves it: running, and held for a while yet.
    const held_until = new Date(clock + 15_000).toISOString();
    const killed = { status: 'running' as const, holder: 'killed', held_until };
    await database.db.updateTable('operations').set(killed).where('id', '=', operation.id).execute();

    feed.heldUpAt = Infinity;
    await start();
    await until('the build is read', async () => (await standing()).every(({ messages }) => messages === 1351));
    expect((await operationOf(database, operation.id))?.holder).toBe('killed');
    clock += 15_000;
    expect(await ended(operation)).toMatchObject({ status: 'done', isSame: true, build });
    await done('drop', { build: Number(build) });
  });

  it('verifies, and finds a row that was changed, one that was lost, and a message that was taken twice', async () => {
    expect(await done('verify')).toMatchObject({ status: 'done', isSame: true, records: RECORDS });
    const change = (name: string) => async (id: string, set: object) =>
      database.db
        .updateTable(await tableOf(name))
        .set(set)
        .where('record_id' as 'build', '=', id as never)
        .execute();
    await change('lines')('case-7', { last: 'recalled' });
    await database.db
      .deleteFrom(await tableOf('words'))
      .where('record_id' as 'build', '=', 'case-8' as never)
      .where('nth' as 'build', '=', 1)
      .execute();
    await change('records')('case-9', { count: 4, chain: 'twice' });
    await change('records')('case-10', { state: '["sent"]' });

    const result = await done('verify');
    expect(result).toMatchObject({ status: 'done', isSame: false, differing: 4, unsettled: 0 });
    const told = (result['differences'] as { table: string; key: object; columns: string[] }[]).map(
      ({ table, key, columns }) => [table, key, columns],
    );
    expect(told).toEqual([
      ['records', { record_id: 'case-10' }, ['state']],
      ['lines', { record_id: 'case-7' }, ['last']],
      ['words', { record_id: 'case-8', nth: 1 }, ['record_id', 'nth', 'word']],
      ['records', { record_id: 'case-9' }, ['count', 'chain']],
    ]);
    expect((await standing()).map(({ status }) => status)).toEqual(['live']);
  });

  it('writes the rows of one record again as its state says', async () => {
    expect(await done('replay', { recordId: 'case-7' })).toMatchObject({ status: 'done', rowsMended: 1 });
    expect(await done('replay', { recordId: 'case-8' })).toMatchObject({ rowsMended: 1 });
    expect(await done('replay', { recordId: 'nobody' })).toMatchObject({ status: 'failed' });
    expect(await done('verify')).toMatchObject({ isSame: false, differing: 2 });
  });

  it('retries and leaves out with a reason, and both are recorded', async () => {
    feed.messages.push(act('case-1', 3, 'urged'), act('case-1', 4, 'concluded'), act('case-2', 3, 'urged'));
    await until('two are stuck', async () => (await stuck()) === 3);
    const { build } = await live();
    expect(await parkedOf(database, { build, limit: 10 })).toMatchObject([
      { record_id: 'case-1', revision: 2, attempts: 1, message: 'Error: Nobody urges.' },
      { record_id: 'case-2' },
    ]);
    expect(await done('retry', { recordId: 'case-1' })).toMatchObject({ status: 'done', isWell: false });
    expect(await parkedOf(database, { build, limit: 1 })).toMatchObject([{ record_id: 'case-1', attempts: 2 }]);
    expect(await done('skip', { recordId: 'case-1', reason: '误录' })).toMatchObject({
      status: 'done',
      skipped: { id: 'case-1-3', revision: 3, isWell: true },
    });
    expect(await done('skip', { recordId: 'case-1' })).toMatchObject({ status: 'failed' });
    const newest = await operationsOf(database, { projection: 'case-list', limit: 3 });
    expect(newest.map(({ kind, account, reason, status }) => [kind, account, reason, status])).toEqual([
      ['skip', 'office', '例行核对', 'failed'],
      ['skip', 'office', '误录', 'done'],
      ['retry', 'office', '例行核对', 'done'],
    ]);
  });

  it('is all well after a version that mends the fault, and what was left out is there again', async () => {
    const { build } = await live();
    await stop();
    await start(2);
    await until('version 2 is live', async () => (await live()).version === 2);
    expect((await standing()).find(({ status }) => status === 'live')).toMatchObject({ parked: 0, messages: 1354 });
    expect(await done('verify')).toMatchObject({ status: 'done', isSame: true, records: RECORDS });
    expect(await done('switch', { build })).toMatchObject({ status: 'failed' });
  });
}

describe('operations on SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fuyuan-read-'));
  tellOn(async () => openSqlite(join(folder, 'court.sqlite')));
  afterAll(() => rmSync(folder, { recursive: true }));
});

describeWithSchemaOf('court', 'operations on PostgreSQL', tellOn);
