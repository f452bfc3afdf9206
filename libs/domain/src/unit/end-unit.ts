import { requireLegalBasis, type LegalBasis } from '../legal-basis';
import { occurrence, type CalendarDate, type Instant } from '../moment';
import { RuleBroken } from '../rule-broken';
import { requireAfter, requireInOrder, requireRegistered } from './changes';
import { standingOn, type RegisteredUnit, type Unit } from './unit';
import type { UnitEvent } from './unit.events';

/** A unit of which an ending speaks, as it stands. */
type Named = Readonly<{ unitId: string; unit: Unit }>;

type End = Readonly<{
  unitId: string;
  effectiveOn: CalendarDate;
  reason: string;
  legalBasis: readonly LegalBasis[];
  occurredAt?: Instant;
}>;

export type UnitMerger = End & Readonly<{ heir: Named }>;

export type UnitSplitting = End & Readonly<{ successors: readonly Named[]; heirId: string }>;

/** 并入: the unit is no more, and the heir goes on with its open matters. */
export function mergeUnit(state: Unit, merger: UnitMerger, now: Date): UnitEvent[] {
  const { unitId, heir, effectiveOn, reason, legalBasis } = merger;
  requireLegalBasis(legalBasis);
  if (isEndedSo(state, merger, [], heir.unitId)) return [];
  requireRegistered(state, unitId);
  requireAfter(state.profile.effectiveOn, effectiveOn);
  requireInOrder(state, effectiveOn);
  requireSuccessor(unitId, heir, effectiveOn);
  requireNotItsHeir(state, heir.unitId);

  const occurredAt = occurrence(merger.occurredAt, now);
  return [{ type: 'UnitMerged', data: { unitId, heirId: heir.unitId, effectiveOn, reason, legalBasis, occurredAt } }];
}

/** 分设: two units or more come instead, and one of them goes on with the open matters. */
export function splitUnit(state: Unit, splitting: UnitSplitting, now: Date): UnitEvent[] {
  const { unitId, successors, heirId, effectiveOn, reason, legalBasis } = splitting;
  const successorIds = successors.map((successor) => successor.unitId);
  requireLegalBasis(legalBasis);
  if (isEndedSo(state, splitting, successorIds, heirId)) return [];
  requireRegistered(state, unitId);
  requireAfter(state.profile.effectiveOn, effectiveOn);
  requireInOrder(state, effectiveOn);
  if (new Set(successorIds).size < 2 || new Set(successorIds).size < successorIds.length) {
    throw new RuleBroken('unit.split-into-too-few', 'A unit is split into two different units at least.', { unitId });
  }
  successors.forEach((successor) => requireSuccessor(unitId, successor, effectiveOn));
  if (!successorIds.includes(heirId)) {
    throw new RuleBroken('unit.heir-not-successor', `The heir ${heirId} is not one of the successors.`, { heirId });
  }
  requireNotItsHeir(state, heirId);
  const occurredAt = occurrence(splitting.occurredAt, now);
  const data = { unitId, successorIds, heirId, effectiveOn, reason, legalBasis, occurredAt };
  return [{ type: 'UnitSplit', data }];
}

/**
 * What the heir's own record says of it. It is recorded before the end that names the heir: so a unit that is to go on
 * with the matters of others is known by its own record, and does not retire without an heir at the same moment.
 */
export type HeirNaming = Readonly<{
  unitId: string;
  predecessorId: string;
  effectiveOn: CalendarDate;
  legalBasis: readonly LegalBasis[];
  occurredAt?: Instant;
}>;

export function nameHeir(state: Unit, naming: HeirNaming, now: Date): UnitEvent[] {
  const { unitId, predecessorId, effectiveOn, legalBasis } = naming;
  requireLegalBasis(legalBasis);
  if (state.status !== 'unknown' && state.inheritsFrom.includes(predecessorId)) return [];
  requireSuccessor(predecessorId, { unitId, unit: state }, effectiveOn);

  const occurredAt = occurrence(naming.occurredAt, now);
  return [{ type: 'UnitNamedHeir', data: { unitId, predecessorId, effectiveOn, legalBasis, occurredAt } }];
}

/** Two that end at once, each into the other, would leave the matters of both with nobody. */
function requireNotItsHeir({ inheritsFrom }: RegisteredUnit, heirId: string): void {
  if (!inheritsFrom.includes(heirId)) return;
  throw new RuleBroken('unit.heir-of-its-heir', `${heirId} is to be continued by the unit that it is to continue.`, {
    heirId,
  });
}

const isEndedSo = (state: Unit, { effectiveOn }: End, successorIds: readonly string[], heirId: string): boolean =>
  state.status === 'retired' &&
  state.retiredOn === effectiveOn &&
  state.ending.heirId === heirId &&
  state.ending.successorIds.join('\n') === successorIds.join('\n');

/** Who goes on is another unit, effective by that day, with no end set: else nobody would hold the open matters. */
function requireSuccessor(unitId: string, { unitId: heirId, unit }: Named, day: CalendarDate): void {
  if (heirId === unitId) {
    throw new RuleBroken('unit.own-heir', `The unit ${unitId} is not its own heir.`, { unitId });
  }
  if (unit.status === 'unknown') {
    throw new RuleBroken('unit.heir-unknown', `No unit ${heirId} is registered to go on.`, { heirId });
  }
  if (unit.status === 'retired') {
    throw new RuleBroken('unit.heir-retired', `The unit ${heirId} ends on ${unit.retiredOn} itself.`, {
      heirId,
      retiredOn: unit.retiredOn,
    });
  }
  if (standingOn(heirId, unit, day).standing !== 'active') {
    const { effectiveOn } = unit.profile;
    throw new RuleBroken('unit.heir-not-yet-effective', `The unit ${heirId} begins on ${effectiveOn}.`, {
      heirId,
      effectiveOn,
    });
  }
}
