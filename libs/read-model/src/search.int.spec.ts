import { sql } from 'kysely';
import { describeWithSchemaOf } from '@fuyuan/testing';
import { beginBuild, dropBuild } from './build';
import { openSqlite, type ReadDatabase } from './database';
import { OFTEN } from './dialect/search';
import { SEARCHED_SIGNS } from './dialect/search-text';
import { liveView } from './live';
import { migrate } from './migrations';
import { projection } from './projection';
import { Projector } from './projector';
import { received } from './received';
import { table } from './table';

const TEXTS: Readonly<Record<string, readonly [title: string, note: string | null]>> = {
  land: ['协助查询不动产登记', '请协助查询并书面回复'],
  wage: ['物业服务合同纠纷', null],
  case: ['（2026）吉0284执12号', 'ＡＢＣ Ltd. 与 Müller'],
  rare: ['𠮷野家 100%_\\\\ "AND" NOT (x*) ^y', 'a  b\nc'],
  end: ['终', '以下空白'],
};
const ENDLESS: readonly [string, string] = [`起首${'略'.repeat(SEARCHED_SIGNS)}末尾`, ''];

const notes = projection({
  name: 'notes',
  version: 1,
  families: ['referrals'],
  tables: { notes: table({ columns: { title: 'text', note: 'text?' }, key: [], searched: ['title', 'note'] }) },
  fold: (state: number | null, { type }) => (type === 'cn.fuyuan.referral.recalled.v1' ? -1 : (state ?? 0) + 1),
  rows(recordId, state) {
    const [title = '一模一样', note = null] = recordId === 'endless' ? ENDLESS : (TEXTS[recordId] ?? []);
    return { notes: state < 0 ? [] : [{ title: state > 1 ? `已改${title}` : title, note }] };
  },
});

const act = (recordId: string, streamrevision: number, verb = 'delivered') => {
  const event = { specversion: '1.0', id: `${recordId}${streamrevision}`, type: `cn.fuyuan.referral.${verb}.v1` };
  return received(recordId, JSON.stringify({ ...event, streamrevision }));
};

function tellOn(open: () => Promise<ReadDatabase>): void {
  let database: ReadDatabase;
  let projector: Projector;
  let last: string | undefined;
  const take = async (...messages: ReturnType<typeof act>[]) => {
    const next = String(Number(last ?? 0) + 1);
    await projector.apply({ source: 'log', messages, from: last, next });
    last = next;
  };
  const searched = { table: 'notes', alias: 'n', key: ['record_id'] };
  /** As one finds what stands seldom, which must be what one finds that stands often. */
  const find = async (words: string) => {
    const [seldom, often] = [await findAs(words, false), await findAs(words, true)];
    expect(often).toEqual(seldom);
    return seldom;
  };
  const findAs = async (words: string, isOften: boolean) => {
    const { db } = await liveView(database, notes);
    const rows = await db
      .selectFrom('notes as n')
      .select('n.record_id')
      .where(database.dialect.search.finds(searched, words, { isOften }))
      .orderBy('n.record_id')
      .execute();
    return rows.map(({ record_id }) => record_id);
  };

  beforeAll(async () => {
    database = await open();
    await migrate(database);
    const now = new Date('2026-03-02T00:00:00Z');
    projector = new Projector(database, notes, await beginBuild(database, notes, { status: 'live', now }), () => now);
    await take(...Object.keys(TEXTS).map((recordId) => act(recordId, 0, 'sent')));
  });
  afterAll(() => database.close());

  it.each([
    ['不动产', ['land']],
    ['动', ['land']],
    ['终', ['end']],
    ['记', ['land']],
    ['同纠', ['wage']],
    ['查询', ['land']],
    ['协助查询并', ['land']],
    ['查动', []],
    ['记请', []],
    ['abc', ['case']],
    ['ABC LTD', ['case']],
    ['ａｂｃ', ['case']],
    ['müller', ['case']],
    ['(2026)', ['case']],
    ['284执1', ['case']],
    ['𠮷', ['rare']],
    ['𠮷野', ['rare']],
    ['b c', ['rare']],
    ['  不动产  ', ['land']],
  ])('finds %s in %j', async (words, found) => expect(await find(words)).toEqual(found));

  it.each([
    ['%', ['rare']],
    ['_', ['rare']],
    ['100%_', ['rare']],
    ['不%产', []],
    ['不_产', []],
    ['%%', []],
    ['\\', ['rare']],
    ['\\\\ "', ['rare']],
    ['"AND" NOT', ['rare']],
    ['x*', ['rare']],
    ['不*', []],
    ['^y', ['rare']],
    ['不 OR 动', []],
    ['title:不', []],
    ["'; drop table notes; --", []],
    ['.*', []],
    ['{x,y}', []],
  ])('takes %s for text', async (words, found) => expect(await find(words)).toEqual(found));

  it('asks for nothing where nothing is left of the words', async () =>
    expect(await find(' \u0001 ')).toHaveLength(Object.keys(TEXTS).length));

  it('finds what is written now, not what was, and nothing of what is no more', async () => {
    await take(act('wage', 1), act('land', 1, 'recalled'));
    expect(await find('已改物业')).toEqual(['wage']);
    expect(await find('不动产')).toEqual([]);
    await take(act('land', 2));
    expect(await find('不动产')).toEqual(['land']);
  });

  it('knows what stands in thousands of rows from what does not', async () => {
    const { db } = await liveView(database, notes);
    const isOften = (words: string) => database.dialect.search.isOften(db, searched, words);
    expect(await isOften('纠纷')).toBe(false);
    await take(...Array.from({ length: OFTEN.ofAll }, (_, nth) => act(`alike-${nth}`, 0, 'sent')));
    expect([await isOften('一模一样'), await isOften('样'), await isOften('纠纷')]).toEqual([true, true, false]);
    expect(await find('模样')).toEqual([]);
    expect(await find('一模一样')).toHaveLength(OFTEN.ofAll);
  });

  it('searches the beginning of what is longer than anyone reads', async () => {
    await take(act('endless', 0, 'sent'));
    expect(await find('起首')).toEqual(['endless']);
    expect(await find('末尾')).toEqual([]);
  });

  it('leaves nothing behind when its build is dropped', async () => {
    const build = await beginBuild(database, notes, { status: 'building', now: new Date() });
    await dropBuild(database, notes, build);
    const tables = database.dialect.name === 'sqlite' ? sql`sqlite_master` : sql`pg_tables`;
    const name = sql.ref(database.dialect.name === 'sqlite' ? 'name' : 'tablename');
    const { rows } = await sql`select ${name} from ${tables} where ${name} like ${`notes_${build.build}%`}`.execute(
      database.db,
    );
    expect(rows).toEqual([]);
  });
}

describe('search on SQLite', () => tellOn(async () => openSqlite(':memory:')));

describeWithSchemaOf('court', 'search on PostgreSQL', tellOn);
