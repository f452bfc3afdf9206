import { sql, type RawBuilder } from 'kysely';
import { placeWord } from '@fuyuan/projections';
import { regionsWithin, type Asker } from '../reading/asker';
import { mergedInOrder, type Keys } from '../reading/cursor';
import { conditionsOf, isOverdue, type Alias, type Asking } from './filtered';
import { FEW_UNITS, inSight, seenEdition, seesAsOne, type SeenReferralView } from './in-sight';
import type { ReferralLineRow } from './referral-line.view';
import type { ReferralFilter, ReferralsQuery } from './referrals.query';
import { waysOf, type Way } from './ways';

export const SORT_COLUMNS = { sent: 'sent_at', 'last-act': 'last_at', standing: 'standing_since' } as const;

const LINE_COLUMNS = [
  ...(['e.record_id', 'e.edition', 'e.kind', 'e.kind_name', 'e.restricted', 'e.state', 'e.outcome'] as const),
  ...(['e.sender', 'e.approver', 'e.supervisor', 'e.holder', 'e.waiting_for', 'e.asked_of'] as const),
  ...(['e.sent_at', 'e.last_at'] as const),
  ...(['e.standing_since', 'e.finished_at', 'e.answer_by', 'e.asked_until'] as const),
  ...(['e.granted_until', 'e.due_on', 'e.subject'] as const),
  ...(['e.case_number', 'e.revision'] as const),
];

const SEARCHED = { table: 'editions', alias: 'e', key: ['record_id', 'edition'] } as const;

export type Part = Pick<ReferralsQuery, 'sort' | 'order'> & Readonly<{ after?: Keys | undefined; limit: number }>;
type Found = Readonly<{ record_id: string; edition: number; at: string }>;
type Db = SeenReferralView['db'];

export type RowsOfPart = Readonly<{ rows: readonly ReferralLineRow[]; next: Keys | null }>;

/** The rows of one part of a list, in its order, and where what follows begins. */
export async function rowsOf(db: Db, asking: Asking, filter: ReferralFilter, part: Part): Promise<RowsOfPart> {
  const isOften = filter.q !== undefined && (await standsOften(db, asking, filter.q));
  const ways = waysOf({ ...asking, filter, sort: part.sort, isOften });
  const oneMore = { ...part, limit: part.limit + 1 };
  const found = await Promise.all(ways.map((way) => come(db, way, { asking, filter, part: oneMore, isOften })));
  const keysOf = ({ at, record_id }: Found): Keys => [at, record_id];
  const merged = mergedInOrder(found, part.order, keysOf);
  const keys = merged.slice(0, part.limit);
  const last = keys.at(-1);
  // Told by what was found: what was written between the two questions may have taken a row away.
  return { rows: await linesOf(db, asking, keys), next: merged.length > part.limit && last ? keysOf(last) : null };
}

/** Rows that pass the filter and lie where the asker may look, in no order. */
export function rowsFiltered(db: Db, asking: Asking, filter: ReferralFilter) {
  let rows = inSight(db, asking.asker, asking.dialect);
  const { sees, region } = asking.asker;
  if (region === null && sees.length <= FEW_UNITS) {
    rows = rows.where(sql<boolean>`(e.record_id, e.edition) in
      (select b.record_id, b.edition from ${sql.table('sights')} as b where b.unit in ${asking.dialect.listOf(sees)})`);
  }
  for (const condition of conditionsOf('e', filter, asking)) rows = rows.where(condition);
  return filter.q === undefined ? rows : rows.where(finds(asking, filter.q, false));
}

/** Under which names a search need look; undefined where they would be too many. */
const seersOf = ({ sees, region }: Asker): readonly string[] | undefined =>
  sees.length > FEW_UNITS ? undefined : [...sees, ...(region === null ? [] : [placeWord(regionsWithin(region).from)])];

const standsOften = (db: Db, { asker, dialect }: Asking, words: string): Promise<boolean> =>
  dialect.search.isOften(db, SEARCHED, words, seersOf(asker));

const finds = ({ asker, dialect }: Asking, words: string, isOften: boolean): RawBuilder<boolean> =>
  dialect.search.finds(SEARCHED, words, { isOften, seers: seersOf(asker) });

type Coming = Readonly<{ asking: Asking; filter: ReferralFilter; part: Part; isOften: boolean }>;

/** By one way: each row that passes, no more than are asked for, in the order of the list. */
async function come(db: Db, way: Way, coming: Coming): Promise<Found[]> {
  if (way.by === 'beside' && coming.part.sort === 'sent') return comeBeside(db, way, coming);
  const { order, limit, sort } = coming.part;
  const alias = way.by === 'sights' ? 's' : 'e';
  const at = sql.ref(`${alias}.${SORT_COLUMNS[sort]}`);
  const record = `${alias}.record_id`;
  // What is no bare column no index has in order.
  const sorted = way.by === 'few' ? sql`(${at} || '')` : at;
  const conditions = [...lyingOn(way, coming), ...passing(alias, coming), ...beyond(at, record, coming.part)];
  const { rows } = await sql<Found>`select ${sql.ref(record)} as record_id, ${sql.ref(`${alias}.edition`)} as edition,
    ${at} as at from ${from(way)} where ${sql.join(conditions, sql` and `)}
    order by ${sorted} ${sql.raw(order)}, ${sql.ref(record)} ${sql.raw(order)} limit ${limit}`.execute(db);
  return rows;
}

/**
 * In the order of rows that lie beside: the edition of each is looked up, one by one, until there are enough. A join
 * would leave it to the database to look at all of them first.
 */
async function comeBeside(db: Db, way: Extract<Way, { by: 'beside' }>, coming: Coming): Promise<Found[]> {
  const { order, limit } = coming.part;
  const { asker, dialect } = coming.asking;
  const passes = [sql`e.edition = ${seenEdition('b.record_id', asker, dialect)}`, ...passing('e', coming)];
  const edition = sql`(select e.edition from ${sql.table('editions')} as e where e.record_id = b.record_id
    and ${sql.join(passes, sql` and `)})`;
  const lying = [way.where, ...beyond(sql.ref('b.sent_at'), 'b.record_id', coming.part)];
  const { rows } = await sql<Found>`select b.record_id, ${edition} as edition, b.sent_at as at
    from ${sql.table(way.table)} as b where ${sql.join(lying, sql` and `)} and ${edition} is not null
    order by b.sent_at ${sql.raw(order)}, b.record_id ${sql.raw(order)} limit ${limit}`.execute(db);
  return rows;
}

/** What a row must fulfil to lie on a way and in sight, in the edition in which it is seen. */
function lyingOn(way: Way, { asking: { asker, dialect } }: Coming): readonly RawBuilder<boolean>[] {
  const seen = (record: string) => seenEdition(record, asker, dialect);
  switch (way.by) {
    case 'sights': {
      const own = sql<boolean>`s.unit = ${way.unit}`;
      return seesAsOne(asker) ? [own] : [own, sql`s.edition = ${seen('s.record_id')}`];
    }
    case 'beside':
      return [way.where, sql`e.edition = ${seen('e.record_id')}`];
    case 'editions':
    case 'few':
      return [...(way.where ? [way.where] : []), sql`e.edition = ${seen('e.record_id')}`];
  }
}

function passing(alias: Alias, { asking, filter, isOften }: Coming): readonly RawBuilder<boolean>[] {
  const conditions = conditionsOf(alias, filter, asking);
  return filter.q === undefined ? conditions : [...conditions, saying(alias, finds(asking, filter.q, isOften))];
}

function from(way: Way): RawBuilder<unknown> {
  if (way.by === 'sights') return sql`${sql.table('sights')} as s`;
  if (way.by !== 'beside') return sql`${sql.table('editions')} as e`;
  return sql`${sql.table(way.table)} as b join ${sql.table('editions')} as e on e.record_id = b.record_id`;
}

const beyond = (at: RawBuilder<unknown>, record: string, { order, after }: Part): readonly RawBuilder<boolean>[] =>
  after ? [sql`(${at}, ${sql.ref(record)}) ${sql.raw(order === 'asc' ? '>' : '<')} (${after[0]}, ${after[1]})`] : [];

/** A sight has no text of its own. */
const saying = (alias: Alias, found: RawBuilder<boolean>): RawBuilder<boolean> =>
  alias === 'e'
    ? found
    : sql`exists (select 1 from ${sql.table('editions')} as e
        where e.record_id = s.record_id and e.edition = s.edition and ${found})`;

/** What is shown of rows that were found, in their order; of those that are still in sight, for acts come meanwhile. */
async function linesOf(db: Db, asking: Asking, keys: readonly Found[]): Promise<ReferralLineRow[]> {
  if (keys.length === 0) return [];
  const { asker, dialect, today } = asking;
  const rows = await inSight(db, asker, dialect)
    .where(sql<boolean>`e.record_id in ${dialect.listOf(keys.map((key) => key.record_id))}`)
    .select(LINE_COLUMNS)
    .select(isOverdue(today).as('overdue'))
    .execute();
  const of = new Map(rows.map((row) => [`${row.record_id} ${row.edition}`, row]));
  return keys.flatMap(({ record_id, edition }) => of.get(`${record_id} ${edition}`) ?? []);
}
