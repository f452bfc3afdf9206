import type { Fact } from '../fact';
import { requireLegalBasis, type LegalBasis } from '../legal-basis';
import { occurrence, type CalendarDate, type Instant } from '../moment';
import { RuleBroken } from '../rule-broken';
import type { Since, Unit } from './unit';
import { parentsFrom } from './unit-on-a-day';

/**
 * That a move of one unit is sound beside all others: decided on the one record of all moves before it is recorded on
 * the unit, for two moves at once may each be sound and together make a circle.
 */
export type UnitMoveDecided = Fact<
  'UnitMoveDecided',
  {
    unitId: string;
    parentId: string | null;
    effectiveOn: CalendarDate;
    legalBasis: readonly LegalBasis[];
    occurredAt: Instant;
  }
>;

export type UnitMovesEvent = UnitMoveDecided;

/** There is one record of all moves. */
export const UNIT_MOVES_ID = 'all';

/** By unit, under whom it was decided to stand and from when, in the order in which it was decided. */
export type UnitMoves = ReadonlyMap<string, readonly Since<string | null>[]>;

export const noMoves: UnitMoves = new Map();

export function withMove(moves: UnitMoves, { data }: UnitMovesEvent): UnitMoves {
  const { unitId, parentId, effectiveOn } = data;
  const decided = { from: effectiveOn, value: parentId };
  return new Map(moves).set(unitId, [...(moves.get(unitId) ?? []), decided]);
}

/** A unit as its own record tells it, by its id. */
export type Child = Readonly<{ unitId: string; unit: Unit }>;

/**
 * Every unit under which this one stands on a day, is to stand later, or may come to stand: what was decided and is
 * not on its own record counts, until that record tells of a move on the same day or later, behind which none goes.
 */
export function parentsToBe(moves: UnitMoves, { unitId, unit }: Child, day: CalendarDate): string[] {
  if (unit.status !== 'registered') return parentsFrom(unit, day);

  const recorded = unit.parents.at(-1)?.from ?? unit.profile.effectiveOn;
  const underWay = (moves.get(unitId) ?? []).filter(({ from }) => from > recorded).map(({ value }) => value);
  return [...new Set([...parentsFrom(unit, day), ...underWay.filter((parentId) => parentId !== null)])];
}

/** `ancestorIds` are the units above the new parent by all moves so far: it is good for that very state alone. */
export type MoveBesideOthers = Readonly<{
  unitId: string;
  parentId: string | null;
  ancestorIds: readonly string[];
  effectiveOn: CalendarDate;
  legalBasis: readonly LegalBasis[];
  occurredAt?: Instant;
}>;

export function decideMove(moves: UnitMoves, move: MoveBesideOthers, now: Date): UnitMovesEvent[] {
  const { unitId, parentId, effectiveOn, legalBasis } = move;
  requireLegalBasis(legalBasis);
  requireNotAbove(move);
  const isSame = ({ from, value }: Since<string | null>) => from === effectiveOn && value === parentId;
  if (moves.get(unitId)?.some(isSame)) return [];

  const occurredAt = occurrence(move.occurredAt, now);
  return [{ type: 'UnitMoveDecided', data: { unitId, parentId, effectiveOn, legalBasis, occurredAt } }];
}

/** No unit comes to stand above itself. */
export function requireNotAbove({
  unitId,
  parentId,
  ancestorIds,
}: Pick<MoveBesideOthers, 'unitId' | 'parentId' | 'ancestorIds'>): void {
  if (!ancestorIds.includes(unitId)) return;
  throw new RuleBroken('unit.own-ancestor', `The unit ${unitId} stands above ${parentId} itself.`, {
    unitId,
    parentId: parentId ?? '',
  });
}
