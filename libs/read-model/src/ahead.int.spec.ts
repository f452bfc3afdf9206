import { sql } from 'kysely';
import { describeWithSchemaOf } from '@fuyuan/testing';
import { FoldingAhead } from './ahead';
import type { Batch } from './batch';
import { beginBuild, buildsOf, physicalName } from './build';
import { CursorMoved } from './cursors';
import { openSqlite, type ReadDatabase } from './database';
import type { BuildRow } from './engine-tables';
import { migrate } from './migrations';
import { projection } from './projection';
import { Projector } from './projector';
import { received, type Received } from './received';
import { table } from './table';

const acts = projection({
  name: 'acts',
  version: 1,
  families: ['referrals'],
  tables: { lines: table({ columns: { acts: 'integer' }, key: [] }) },
  fold(state: number | null, { type }) {
    if (type === 'cn.fuyuan.referral.urged.v1') throw new Error('Nobody is urged here.');
    return (state ?? 0) + 1;
  },
  rows: (_, state) => ({ lines: [{ acts: state }] }),
});

const now = () => new Date('2026-03-02T01:00:00.000Z');
const act = (recordId: string, streamrevision: number, verb = 'delivered'): Received => {
  const event = { specversion: '1.0', id: `${recordId}-${streamrevision}`, type: `cn.fuyuan.referral.${verb}.v1` };
  return received(recordId, JSON.stringify({ ...event, streamrevision }));
};

function tellOn(open: () => Promise<ReadDatabase>): void {
  let database: ReadDatabase;
  let build: BuildRow;
  let told: number;
  const projectorOf = () => new Projector(database, acts, build, now);
  const batch = (...messages: Received[]): Batch => {
    told += 1;
    return { source: 'log', messages, from: told === 1 ? undefined : String(told - 1), next: String(told) };
  };
  const kept = async () => {
    const name = sql.table(physicalName('acts', build.build, 'records'));
    const { rows } = await sql<{ record_id: string; count: number }>`select record_id, count from ${name}
      order by record_id`.execute(database.db);
    return rows.map(({ record_id, count }) => [record_id, count]);
  };
  const folded = async () => (await buildsOf(database.db, 'acts')).find((one) => one.build === build.build)?.messages;
  const stored = async () => (await projectorOf().cursors()).get('log');

  beforeAll(async () => {
    database = await open();
    await migrate(database);
  });
  beforeEach(async () => {
    told = 0;
    build = await beginBuild(database, acts, { status: 'building', now: now() });
  });
  afterAll(() => database.close());

  it('writes acts of many batches at once, with where to go on; a process that ends before loses both', async () => {
    const ahead = new FoldingAhead(projectorOf(), acts);
    await ahead.take(batch(act('a', 0)));
    await ahead.take(batch(act('a', 1), act('b', 0)));
    await ahead.take(batch(act('b', 1), act('a', 1)));
    expect([await kept(), await stored(), await folded()]).toEqual([[['a', 1]], '1', 1]);

    const next = new FoldingAhead(projectorOf(), acts);
    const again = { source: 'log', messages: [act('a', 1), act('b', 0), act('b', 1)], from: '1', next: '3' };
    await next.take(again);
    await next.write();
    expect([await kept(), await stored(), await folded()]).toEqual([[['a', 2], ['b', 2]], '3', 4]); // prettier-ignore
  });

  it('says where to go on only of what is written, and writes it for that', async () => {
    const ahead = new FoldingAhead(projectorOf(), acts);
    await ahead.take(batch(act('a', 0)));
    await ahead.take(batch(act('a', 1)));
    expect((await ahead.cursors()).get('log')).toBe('2');
    expect([await kept(), await stored()]).toEqual([[['a', 2]], '2']);
  });

  it('writes at once what comes after the end, or for a build that is asked', async () => {
    const ahead = new FoldingAhead(projectorOf(), acts);
    await ahead.take(batch(act('a', 0)));
    ahead.end();
    await ahead.take(batch(act('a', 1)));
    expect(await kept()).toEqual([['a', 2]]);

    told = 0;
    build = await beginBuild(database, acts, { status: 'live', now: now() });
    const asked = new FoldingAhead(projectorOf(), acts);
    await asked.take(batch(act('a', 0)));
    await asked.take(batch(act('a', 1)));
    expect(await kept()).toEqual([['a', 2]]);
  });

  it('parks what cannot be folded as ever, and goes on with the others', async () => {
    const ahead = new FoldingAhead(projectorOf(), acts);
    await ahead.take(batch(act('a', 0), act('b', 0)));
    await ahead.take(batch(act('a', 1)));
    await ahead.take(batch(act('b', 1, 'urged'), act('a', 2)));
    await ahead.take(batch(act('b', 2), act('a', 3)));
    await ahead.write();
    expect(await kept()).toEqual([['a', 4], ['b', 1]]); // prettier-ignore
    const waiting = database.db.selectFrom('parked_messages').select('nth').where('build', '=', build.build);
    expect(await waiting.execute()).toHaveLength(2);
  });

  it('gives way to another process that went on', async () => {
    const [one, other] = [new FoldingAhead(projectorOf(), acts), new FoldingAhead(projectorOf(), acts)];
    await one.take(batch(act('a', 0)));
    const second = batch(act('a', 1));
    await one.take(second);
    await other.take(second);
    await expect(one.write()).resolves.toBeUndefined();

    const third = batch(act('a', 2));
    await one.take(third);
    await other.take({ ...third, messages: [...third.messages, act('a', 3)], next: '4' });
    await other.write();
    await expect(one.write()).rejects.toThrow(CursorMoved);
    expect([await kept(), (await one.cursors()).get('log')]).toEqual([[['a', 4]], '4']);
  });

  it('folds again upon what another wrote of a record, and loses nothing of what it holds', async () => {
    const ahead = new FoldingAhead(projectorOf(), acts);
    await ahead.take(batch(act('b', 0)));
    await ahead.take(batch(act('a', 0)));
    await ahead.take(batch(act('a', 1), act('b', 1)));
    await projectorOf().apply({ source: 'elsewhere', messages: [act('a', 0)], from: undefined, next: '1' });
    await ahead.write();
    expect([await kept(), await stored()]).toEqual([[['a', 2], ['b', 2]], '3']); // prettier-ignore
    await ahead.take(batch(act('a', 2)));
    await ahead.write();
    expect([await kept(), await stored()]).toEqual([[['a', 3], ['b', 2]], '4']); // prettier-ignore
  });

  it('lets another process go on beside it', async () => {
    const ahead = new FoldingAhead(projectorOf(), acts);
    await ahead.take(batch(act('b', 0)));
    await ahead.take(batch(act('a', 0)));
    await projectorOf().apply({ source: 'elsewhere', messages: [act('c', 0)], from: undefined, next: '1' });
    await ahead.write();
    expect(await kept()).toEqual([['a', 1], ['b', 1], ['c', 1]]); // prettier-ignore
  });
}

describe('a build that is folded ahead of what is written, on SQLite', () =>
  tellOn(async () => openSqlite(':memory:')));

describeWithSchemaOf('court', 'a build that is folded ahead of what is written, on PostgreSQL', tellOn);
