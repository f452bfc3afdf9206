import { sql, type ExpressionBuilder, type Kysely } from 'kysely';
import type { StoredRowOf } from '@fuyuan/read-model';
import { unitsProjection } from '@fuyuan/projections';
import { regionsWithin } from '../reading/asker';
import type { Keys } from '../reading/cursor';
import { containing } from '../reading/containing';
import type { UnitFilters, UnitStanding } from './units.requests';

type Tables = typeof unitsProjection.tables;
export type UnitTables = { [Name in keyof Tables]: StoredRowOf<Tables[Name]> };

/** A unit as it stood on a day. */
export type UnitOnDay = Readonly<
  StoredRowOf<Tables['units']> & {
    day_name: string;
    day_parent: string | null;
    parent_name: string | null;
    standing: UnitStanding;
  }
>;

export type Asked = Readonly<Omit<UnitFilters, 'after' | 'wait' | 'on'>> & Readonly<{ on: string; unitId?: string }>;

/** Of all units those that are asked for, as they stood on that day; by region, then by id. */
export function unitsAsked(db: Kysely<UnitTables>, asked: Asked) {
  const { on } = asked;
  return standingOn(db, on)
    .where((on) => filtersOf(on, asked))
    .orderBy('u.region_code')
    .orderBy('u.record_id');
}

export const unitKeys = ({ region_code, record_id }: UnitOnDay): Keys => [region_code, record_id];

/** What follows a place in that order. */
export const afterUnit = (keys: Keys) => (eb: ExpressionBuilder<{ u: UnitTables['units'] }, 'u'>) => {
  const [region, id] = [String(keys[0]), String(keys[1])];
  return eb.and([
    eb('u.region_code', '>=', region),
    eb.or([eb('u.region_code', '>', region), eb('u.record_id', '>', id)]),
  ]);
};

function standingOn(db: Kysely<UnitTables>, on: string) {
  return db
    .selectFrom('units as u')
    .innerJoin('names as n', (join) =>
      join.onRef('n.record_id', '=', 'u.record_id').on('n.from_on', '<=', on).on('n.until_on', '>', on),
    )
    .innerJoin('parents as p', (join) =>
      join.onRef('p.record_id', '=', 'u.record_id').on('p.from_on', '<=', on).on('p.until_on', '>', on),
    )
    .leftJoin('names as pn', (join) =>
      join.onRef('pn.record_id', '=', 'p.parent_id').on('pn.from_on', '<=', on).on('pn.until_on', '>', on),
    )
    .selectAll('u')
    .select(['n.name as day_name', 'p.parent_id as day_parent', 'pn.name as parent_name'])
    .select((of) =>
      of
        .case()
        .when('u.effective_on', '>', on)
        .then(sql.lit('not-yet-effective'))
        .when('u.retired_on', '<=', on)
        .then(sql.lit('retired'))
        .else(sql.lit('active'))
        .end()
        .as('standing'),
    );
}

type Joined = { u: UnitTables['units']; n: UnitTables['names']; p: UnitTables['parents'] } & UnitTables;
type On = ExpressionBuilder<Joined, 'u' | 'n' | 'p'>;

function filtersOf(eb: On, { q, region, parent, standing, officer, unitId, on, ...asked }: Asked) {
  const same = (['system', 'kind', 'level'] as const).flatMap((name) => {
    const value = asked[name];
    return value === undefined ? [] : [eb(`u.${name}`, '=', value)];
  });
  return eb.and([
    ...same,
    ...(unitId === undefined ? [] : [eb('u.record_id', '=', unitId)]),
    ...(parent === undefined ? [] : [eb('p.parent_id', '=', parent)]),
    ...(region === undefined ? [] : [within(eb, region)]),
    ...(standing === undefined ? [] : [standsSo(eb, standing, on)]),
    ...(officer === undefined ? [] : [hasOfficer(eb, officer, on)]),
    ...(q === undefined ? [] : [called(eb, q)]),
  ]);
}

const within = (eb: On, region: string) => {
  const { from, to } = regionsWithin(region);
  return eb.and([eb('u.region_code', '>=', from), eb('u.region_code', '<', to)]);
};

function standsSo(eb: On, standing: UnitStanding, on: string) {
  if (standing === 'not-yet-effective') return eb('u.effective_on', '>', on);
  const begun = eb('u.effective_on', '<=', on);
  if (standing === 'retired') return eb.and([begun, eb('u.retired_on', '<=', on)]);
  return eb.and([begun, eb.or([eb('u.retired_on', 'is', null), eb('u.retired_on', '>', on)])]);
}

const hasOfficer = (eb: On, officer: 'none' | 'some', on: string) =>
  officer === 'some'
    ? eb('u.officer_since', '<=', on)
    : eb.or([eb('u.officer_since', 'is', null), eb('u.officer_since', '>', on)]);

const called = (eb: On, q: string) =>
  eb.or([
    containing(sql.ref('u.record_id'), q),
    eb.exists(
      eb
        .selectFrom('names as ever')
        .select('ever.record_id')
        .whereRef('ever.record_id', '=', 'u.record_id')
        .where(containing(sql.ref('ever.name'), q)),
    ),
  ]);
