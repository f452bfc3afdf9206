import { sql } from 'kysely';
import { describeWithSchemaOf } from '@fuyuan/testing';
import { beginBuild, buildsOf, physicalName } from './build';
import { CursorMoved } from './cursors';
import { openSqlite, type ReadDatabase } from './database';
import type { BuildRow } from './engine-tables';
import { migrate } from './migrations';
import { projection } from './projection';
import { Projector } from './projector';
import { received } from './received';
import { RowsLater } from './rows-later';
import { table } from './table';

const lists = projection({
  name: 'lists',
  version: 1,
  families: ['referrals'],
  tables: {
    lines: table({
      columns: { acts: 'integer', said: 'text', remark: 'text?' },
      ...{ key: [], indexes: [['acts']], searched: ['said'] },
    }),
    words: table({ columns: { nth: 'integer', word: 'text' }, key: ['nth'] }),
  },
  fold: (state: string[] | null, { type, id }) =>
    type === 'cn.fuyuan.referral.recalled.v1' ? [] : [...(state ?? []), `第“${id}”\t条\\\n`],
  rows: (_, state) => ({
    lines: [{ acts: state.length, said: state.join(), remark: state.length > 1 ? null : '' }],
    words: state.map((word, nth) => ({ nth, word })),
  }),
});

/** More than are shown in one transaction. */
const RECORDS = 1_200;
const idOf = (nth: number) => `record-${String(nth).padStart(5, '0')}`;
const act = (recordId: string, streamrevision: number, verb = 'delivered') => {
  const event = { specversion: '1.0', id: `${recordId}-${streamrevision}`, type: `cn.fuyuan.referral.${verb}.v1` };
  return received(recordId, JSON.stringify({ ...event, streamrevision }));
};

const FIRST = Array.from({ length: RECORDS }, (_, nth) => act(idOf(nth), 0, 'sent'));
/** Of one that is shown by then, of one that is not, and of one that was not there before. */
const MEANWHILE = [act(idOf(3), 1, 'recalled'), act(idOf(1_100), 1), act('record-0', 0, 'sent'), act('record-9', 0)];

const textOf = (row: Record<string, unknown>): string => JSON.stringify(row);

function tellOn(open: () => Promise<ReadDatabase>): void {
  let database: ReadDatabase;
  let [live, building] = [] as unknown as [BuildRow, BuildRow];
  const tell = (build: BuildRow) => {
    const projector = new Projector(database, lists, build, () => new Date());
    let last: string | undefined;
    return async (...messages: ReturnType<typeof act>[]) => {
      const next = String(Number(last ?? 0) + 1);
      await projector.apply({ source: 'log', messages, from: last, next });
      last = next;
    };
  };
  const rowsOf = async ({ build }: BuildRow, view: 'lines' | 'words') => {
    const name = sql.table(physicalName('lists', build, view));
    const { rows } = await sql<Record<string, unknown>>`select * from ${name} order by record_id`.execute(database.db);
    return rows.map(({ row_id: _, ...row }) => row).sort((one, other) => (textOf(one) < textOf(other) ? -1 : 1));
  };
  const standing = async ({ build }: BuildRow) =>
    (await buildsOf(database.db, 'lists')).find((one) => one.build === build)?.rows_to;
  const found = async ({ build }: BuildRow, words: string) => {
    const searched = { table: physicalName('lists', build, 'lines'), alias: 'l', key: ['record_id'] };
    const { rows } = await sql<{ record_id: string }>`select l.record_id from ${sql.table(searched.table)} as l
      where ${database.dialect.search.finds(searched, words)}`.execute(database.db);
    return rows.map(({ record_id }) => record_id);
  };

  beforeAll(async () => {
    database = await open();
    await migrate(database);
    live = await beginBuild(database, lists, { status: 'live', now: new Date() });
    building = await beginBuild(database, lists, { status: 'building', now: new Date() });
  });
  afterAll(() => database.close());

  it('writes no rows while it only reads, and those of each record once it has read everything', async () => {
    const [tellLive, tellBuilding] = [tell(live), tell(building)];
    for (const message of FIRST.slice(0, 50)) await tellLive(message);
    await tellLive(...FIRST.slice(50));
    await tellBuilding(...FIRST);
    expect(await rowsOf(building, 'lines')).toEqual([]);

    let looks = 0;
    await new RowsLater(database, lists, building).write(() => (looks += 1) > 2);
    expect(await standing(building)).toBe(idOf(499));
    expect(await rowsOf(building, 'lines')).toHaveLength(500);

    await tellLive(...MEANWHILE);
    await tellBuilding(...MEANWHILE);
    // Ended at every place where it can be, each time a step later.
    for (let steps = 1; (await standing(building)) !== null; steps += 1) {
      looks = 0;
      await new RowsLater(database, lists, building).write(() => (looks += 1) > steps);
    }
    for (const view of ['lines', 'words'] as const) {
      expect(await rowsOf(building, view)).toEqual(await rowsOf(live, view));
    }
    expect(await found(building, 'ORD-01100-1')).toEqual([idOf(1_100)]);
    expect(await found(building, 'ord-00003-0')).toEqual([]);

    await tellLive(act(idOf(7), 1));
    await tellBuilding(act(idOf(7), 1));
    expect(await rowsOf(building, 'words')).toEqual(await rowsOf(live, 'words'));
  });

  it('makes the same indexes', async () => {
    const tables =
      database.dialect.name === 'sqlite' ? sql`sqlite_master where type = 'index'` : sql`pg_indexes where true`;
    const name = sql.ref(database.dialect.name === 'sqlite' ? 'name' : 'indexname');
    const of = async ({ build }: BuildRow) => {
      const { rows } = await sql<{ name: string }>`select ${name} as name from ${tables}
        and ${name} like ${`lists_${build}_%`} order by 1`.execute(database.db);
      return rows.map((row) => row.name.replace(`lists_${build}_`, ''));
    };
    expect(await of(building)).toContain('lines_by_0');
    expect(await of(building)).toEqual(await of(live));
  });

  it('takes several parts of a feed together, or none of them', async () => {
    const build = await beginBuild(database, lists, { status: 'building', now: new Date() });
    const projector = new Projector(database, lists, build, () => new Date());
    const part = (source: string, from: string | undefined, next: string, recordId: string) => ({
      ...{ source, from, next, messages: [act(recordId, 0, 'sent')] },
    });
    await projector.apply(part('a', undefined, '1', 'one'), part('b', undefined, '1', 'two'));
    await expect(projector.apply(part('a', '1', '2', 'three'), part('b', '0', '2', 'four'))).rejects.toThrow(
      CursorMoved,
    );
    expect([...(await projector.cursors())].sort()).toEqual([
      ['a', '1'],
      ['b', '1'],
    ]);
    expect((await buildsOf(database.db, 'lists')).find((one) => one.build === build.build)?.messages).toBe(2);
  });
}

describe('rows that are written later, on SQLite', () => tellOn(async () => openSqlite(':memory:')));

describeWithSchemaOf('court', 'rows that are written later, on PostgreSQL', tellOn);
