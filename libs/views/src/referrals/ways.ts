import { sql, type RawBuilder } from 'kysely';
import type { State } from '@fuyuan/projections';
import { regionsWithin, type Asker } from '../reading/asker';
import { FEW_UNITS, seesAsOne } from './in-sight';
import { namedBy } from './filtered';
import type { ReferralFilter, ReferralsQuery } from './referrals.query';

/**
 * A way to come upon the rows of a list in its order without going through all there is. Each finds rows that pass
 * every condition of the list; the ways of one list together miss none, and may find one twice.
 */
export type Way =
  /** Through what one unit sees. */
  | Readonly<{ by: 'sights'; unit: string }>
  /** Through rows that only tell which records to look at. */
  | Readonly<{ by: 'beside'; table: 'sights' | 'named' | 'places'; where: RawBuilder<boolean> }>
  /** Through the editions themselves. */
  | Readonly<{ by: 'editions'; where?: RawBuilder<boolean> }>
  /** From what few fulfil: the words that are searched, unless they stand often, or `where`. Gathered, then sorted. */
  | Readonly<{ by: 'few'; where?: RawBuilder<boolean> }>;

type Asked = Readonly<{
  asker: Asker;
  filter: ReferralFilter;
  sort: ReferralsQuery['sort'];
  today: string;
  /** Whether the words, if any, stand in so many rows that these are gone through in their order. */
  isOften: boolean;
}>;

/** The ways that a list takes. */
export function waysOf({ asker, filter, sort, today, isOften }: Asked): readonly Way[] {
  if (filter.q !== undefined && !isOften) return [{ by: 'few' }];
  const named = byOwn(asker, filter) ?? byNames(asker, filter);
  if (named) return named;
  if (filter.overdue === true) return [{ by: 'few', where: sql`e.due_on < ${today}` }];
  const inOrder = sort === 'sent' ? (byRegion(asker) ?? byStates(filter.state)) : undefined;
  return inOrder ?? [{ by: 'editions' }];
}

/** Of the asker's own units, where the list is of what they have to do with. */
function byOwn(asker: Asker, { direction }: ReferralFilter): readonly Way[] | undefined {
  const { own, sees, region } = asker;
  const isOwn = region === null && isFew(sees);
  if (isOwn && (!direction || seesAsOne(asker))) return sees.map(sightsOf);
  return direction && isFew(own) ? own.map((unit) => beside('sights', sql`b.unit = ${unit}`)) : undefined;
}

const isFew = (units: readonly string[]): boolean => units.length <= FEW_UNITS;
const sightsOf = (unit: string): Way => ({ by: 'sights', unit });
const beside = (table: 'sights' | 'named' | 'places', where: RawBuilder<boolean>): Way => ({
  by: 'beside',
  table,
  where,
});

/** Of the units that are asked for. */
function byNames(asker: Asker, { waitingFor, unit }: ReferralFilter): readonly Way[] | undefined {
  const waiting = waitingFor === undefined ? [] : namedBy(waitingFor, { asker });
  if (waiting.length > 0 && isFew(waiting)) {
    return waiting.flatMap((name): Way[] => [
      { by: 'editions', where: sql`e.waiting_for = ${name}` },
      { by: 'editions', where: sql`e.asked_of = ${name}` },
    ]);
  }
  const concerned = unit === undefined ? [] : namedBy(unit, { asker });
  if (concerned.length === 0 || !isFew(concerned)) return undefined;
  return concerned.flatMap((name) => [beside('sights', sql`b.unit = ${name}`), beside('named', sql`b.unit = ${name}`)]);
}

/** The office of a county has a small part of all: its own, and its region's. */
function byRegion({ own, region }: Asker): readonly Way[] | undefined {
  if (region === null || regionsWithin(region).from !== region || !isFew(own)) return undefined;
  return [...own.map((unit) => beside('sights', sql`b.unit = ${unit}`)), beside('places', sql`b.region = ${region}`)];
}

const byStates = (states: readonly State[] | undefined): readonly Way[] | undefined =>
  states?.map((state) => ({ by: 'editions', where: sql`e.state = ${state}` }));
