import { sql, type ExpressionBuilder, type Kysely } from 'kysely';
import type { ReadDatabase, StoredRowOf } from '@fuyuan/read-model';
import { lawNoticesProjection } from '@fuyuan/projections';
import { regionsWithin, type Asker } from '../reading/asker';
import type { Keys } from '../reading/cursor';
import { startOf } from '../reading/read-side';
import type { NoticeFilters, NoticesQuery } from './law-notices.requests';

type Tables = (typeof lawNoticesProjection)['tables'];
export type NoticeTables = { [Name in keyof Tables]: StoredRowOf<Tables[Name]> };
export type NoticeRow = NoticeTables['notices'];
export type AddresseeRow = NoticeTables['addressees'];

/** What the asker's own unit has done, `null` where it is not addressed. */
export type Mine = Readonly<{
  my_state: string | null;
  my_signed_at: string | null;
  my_read_at: string | null;
  my_assessed_at: string | null;
  my_impact: string | null;
}>;
/** All but what is only looked into, which may be long. */
type NotShown = 'words' | 'seers';
export type NoticeLine = Omit<NoticeRow, NotShown> & Mine;

export type Asked = Readonly<Omit<NoticeFilters, 'after' | 'wait'>> & Readonly<{ noticeId?: string }>;
/** Who asks, as far as law notices care: heirs are not told of the notices of whom they follow (ADR 15). */
export type Viewer = Pick<Asker, 'role' | 'unit' | 'region' | 'side' | 'directory'>;

/** Of what is in sight of a unit, what it received or what it published: each lies in the order of an index. */
export type Part = 'received' | 'published';

/**
 * The viewer, how the database that is asked searches, whether what is searched stands in many, under which names to
 * look for it, and what of all is looked through.
 */
export type Looking = Viewer &
  Pick<ReadDatabase, 'dialect'> &
  Readonly<{ isOften?: boolean; seers?: readonly string[]; part?: Part }>;

export const SEARCHED = { table: 'notices', alias: 'n', key: ['record_id'] } as const;

type Joined = NoticeTables & { n: NoticeTables['notices']; m: NoticeTables['addressees'] };
type On = ExpressionBuilder<Joined, 'n' | 'm'>;

/** Of the notices in sight those that are asked for, each with what the asker's own unit has to do with it. */
export const noticesAsked = (db: Kysely<NoticeTables>, viewer: Looking, asked: Asked) =>
  db
    .selectFrom('notices as n')
    .leftJoin('addressees as m', (join) =>
      join.onRef('m.record_id', '=', 'n.record_id').on('m.unit_id', '=', viewer.unit),
    )
    .where((on) =>
      on.and([
        inBox(on as unknown as On, viewer, viewer.part ?? asked.box),
        ...filtersOf(on as unknown as On, viewer, asked),
      ]),
    );

type ShownColumn = Exclude<keyof NoticeRow, NotShown>;
const NOT_SHOWN: ReadonlySet<string> = new Set<NotShown>(['words', 'seers']);
const COLUMNS = ['record_id', ...Object.keys(lawNoticesProjection.tables.notices.columns)] as (keyof NoticeRow)[];
const SHOWN = COLUMNS.filter((name): name is ShownColumn => !NOT_SHOWN.has(name)).map((name) => `n.${name}` as const);

/** By what the list is sorted: a column, and the newest first or last. */
export type Sorting = Pick<NoticesQuery, 'sort' | 'order'>;
export const NEWEST_FIRST: Sorting = { sort: 'published', order: 'desc' };

/** A norm whose effective day was not told comes before all that have one. */
const SORT_KEYS = {
  published: sql<string>`n.published_at`,
  promulgated: sql<string>`n.promulgated_on`,
  effective: sql<string>`coalesce(n.effective_on, '')`,
} as const;

/** Each with what the asker's own unit has done. */
export const noticeLines = (db: Kysely<NoticeTables>, viewer: Looking, asked: Asked, { sort, order }: Sorting) =>
  noticesAsked(db, viewer, asked)
    .select(SHOWN)
    .select(['m.state as my_state', 'm.signed_at as my_signed_at', 'm.read_at as my_read_at'])
    .select(['m.assessed_at as my_assessed_at', 'm.impact as my_impact'])
    .orderBy(
      isGathered(viewer, asked) ? sql`(${sortKey(sort, viewer, asked)} || '')` : sortKey(sort, viewer, asked),
      order,
    )
    .orderBy('n.record_id', order);

/** What words find that stand seldom is gathered and then sorted: what is no bare column no index has in order. */
const isGathered = ({ isOften }: Looking, { q }: Asked): boolean => q !== undefined && isOften !== true;

/** The same instant stands in both tables; an inbox is read in the order of its own unit's index. */
const sortKey = (sort: Sorting['sort'], { part }: Pick<Looking, 'part'>, { box }: Pick<Asked, 'box'>) =>
  sort === 'published' && (part ?? box) === 'received' ? sql<string>`m.published_at` : SORT_KEYS[sort];

type Sorted = Pick<NoticeRow, 'published_at' | 'promulgated_on' | 'effective_on' | 'record_id'>;

export const noticeKeys =
  ({ sort }: Sorting) =>
  ({ record_id, ...row }: Sorted): Keys => {
    const keys = { published: row.published_at, promulgated: row.promulgated_on, effective: row.effective_on ?? '' };
    return [keys[sort], record_id];
  };

/** What follows a place in that order. */
export const afterNotice = (keys: Keys, { sort, order }: Sorting, looking: Looking, asked: Asked) => {
  const [at, id, key] = [String(keys[0]), String(keys[1]), sortKey(sort, looking, asked)];
  const beyond = sql.raw(order === 'desc' ? '<' : '>');
  // The first condition says nothing new: by it an index is entered where the page begins.
  return sql<boolean>`${key} ${beyond}= ${at} and (${key} ${beyond} ${at} or n.record_id ${beyond} ${id})`;
};

/**
 * What is looked through for a list, part by part. Together the parts hold all that is in sight, and one may hold what
 * another holds; an office and an auditor see so much that it is gone through in the order of all.
 */
export const partsOf = ({ role, isOften }: Looking, { box, noticeId, q }: Asked): readonly (Part | undefined)[] =>
  box !== 'all' || role !== 'officer' || noticeId !== undefined || (q !== undefined && isOften !== true)
    ? [undefined]
    : ['received', 'published'];

/** Whether a unit among those is addressed, in that state where one is asked for. */
const addressed = (on: On, units: readonly string[] | null, state?: string) =>
  on.exists(
    on
      .selectFrom('addressees as a')
      .select('a.record_id')
      .whereRef('a.record_id', '=', 'n.record_id')
      .$if(units !== null, (query) => query.where('a.unit_id', 'in', units?.length ? [...units] : ['']))
      .$if(state !== undefined, (query) => query.where('a.state', '=', state ?? '')),
  );

function inBox(on: On, viewer: Viewer, box: Asked['box']) {
  if (box === 'received') return on('m.unit_id', '=', viewer.unit);
  if (box === 'published') return on('n.publisher_id', '=', viewer.unit);
  return inSight(on, viewer);
}

/** The publisher, the addressed units, the office of the region in which one of those lies, and the auditor. */
function inSight(on: On, { role, unit, region, directory }: Viewer) {
  if (role === 'auditor') return sql<boolean>`1 = 1`;
  const own = [on('n.publisher_id', '=', unit), addressed(on, [unit])];
  if (role !== 'office' || region === null) return on.or(own);
  const within = regionsWithin(region);
  const here = on.and([on('n.publisher_region', '>=', within.from), on('n.publisher_region', '<', within.to)]);
  return on.or([...own, here, addressed(on, directory.within(within))]);
}

function filtersOf(on: On, viewer: Looking, asked: Asked) {
  const { noticeId, state, unit, field, q, box } = asked;
  return [
    ...(noticeId === undefined ? [] : [on('n.record_id', '=', noticeId)]),
    ...(state === undefined ? [] : [box === 'received' ? on('m.state', '=', state) : addressed(on, null, state)]),
    ...(unit === undefined ? [] : [on.or([on('n.publisher_id', '=', unit), addressed(on, [unit])])]),
    ...(field === undefined ? [] : [ofField(on, field)]),
    ...(q === undefined ? [] : [viewer.dialect.search.finds(SEARCHED, q, viewer)]),
    ...same(on, asked),
    ...periods(on, asked),
  ];
}

const same = (on: On, asked: Asked) =>
  (['status', 'level', 'change'] as const).flatMap((name) => {
    const value = asked[name];
    return value === undefined ? [] : [on(`n.${name}`, '=', value)];
  });

const periods = (on: On, asked: Asked) => {
  const { publishedFrom, publishedTo, promulgatedFrom, promulgatedTo, effectiveFrom, effectiveTo } = asked;
  return [
    [publishedFrom, () => on('n.published_at', '>=', startOf(publishedFrom ?? ''))] as const,
    [publishedTo, () => on('n.published_at', '<', startOf(publishedTo ?? '', 1))] as const,
    [promulgatedFrom, () => on('n.promulgated_on', '>=', promulgatedFrom ?? '')] as const,
    [promulgatedTo, () => on('n.promulgated_on', '<=', promulgatedTo ?? '')] as const,
    [effectiveFrom, () => on('n.effective_on', '>=', effectiveFrom ?? '')] as const,
    [effectiveTo, () => on('n.effective_on', '<=', effectiveTo ?? '')] as const,
  ].flatMap(([day, condition]) => (day === undefined ? [] : [condition()]));
};

const ofField = (on: On, field: string) =>
  on.exists(
    on
      .selectFrom('fields as f')
      .select('f.record_id')
      .whereRef('f.record_id', '=', 'n.record_id')
      .where('f.field', '=', field),
  );
