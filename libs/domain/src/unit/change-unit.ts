import { requireLegalBasis, type LegalBasis } from '../legal-basis';
import { occurrence, type CalendarDate, type Instant } from '../moment';
import { RuleBroken } from '../rule-broken';
import { requireAfter, requireRegistered } from './changes';
import { requireParent } from './register-unit';
import type { Unit } from './unit';
import { requireNotAbove } from './unit-moves';
import type { UnitEvent } from './unit.events';

type Change = Readonly<{
  unitId: string;
  effectiveOn: CalendarDate;
  legalBasis: readonly LegalBasis[];
  occurredAt?: Instant;
}>;

export type UnitRenaming = Change & Readonly<{ name: string }>;

export type UnitMove = Change &
  Readonly<{
    parentId: string | null;
    /** The new parent as it stands; `null` when none is named. */
    parent: Unit | null;
    /** The units above the new parent, all the way up. */
    ancestorIds: readonly string[];
  }>;

/** 更名. */
export function renameUnit(state: Unit, renaming: UnitRenaming, now: Date): UnitEvent[] {
  const { unitId, name, effectiveOn, legalBasis } = renaming;
  requireLegalBasis(legalBasis);
  requireRegistered(state, unitId);
  const last = state.names.at(-1) ?? { from: state.profile.effectiveOn, value: state.profile.name };
  if (last.value === name) {
    if (last.from === effectiveOn) return [];
    throw new RuleBroken('unit.named-so-already', `The unit ${unitId} is called so since ${last.from}.`, {
      unitId,
      since: last.from,
    });
  }
  requireAfter(last.from, effectiveOn);
  const occurredAt = occurrence(renaming.occurredAt, now);
  return [{ type: 'UnitRenamed', data: { unitId, name, effectiveOn, legalBasis, occurredAt } }];
}

/** 改变隶属. No unit comes to stand above itself. */
export function moveUnit(state: Unit, move: UnitMove, now: Date): UnitEvent[] {
  const { unitId, parentId, parent, ancestorIds, effectiveOn, legalBasis } = move;
  requireLegalBasis(legalBasis);
  requireRegistered(state, unitId);
  const last = state.parents.at(-1) ?? { from: state.profile.effectiveOn, value: state.profile.parentId };
  if (last.value === parentId) {
    if (last.from === effectiveOn) return [];
    throw new RuleBroken('unit.under-that-parent-already', `The unit ${unitId} stands so since ${last.from}.`, {
      unitId,
      since: last.from,
    });
  }
  requireAfter(last.from, effectiveOn);
  requireParent({ unitId, level: state.profile.level, parentId }, parent);
  requireNotAbove({ unitId, parentId, ancestorIds });
  const occurredAt = occurrence(move.occurredAt, now);
  return [{ type: 'UnitMoved', data: { unitId, parentId, effectiveOn, legalBasis, occurredAt } }];
}
