import { requireLegalBasis, type LegalBasis } from '../legal-basis';
import { occurrence, type CalendarDate, type Instant } from '../moment';
import { RuleBroken } from '../rule-broken';
import { requireInOrder } from './changes';
import { requireActive, type RegisteredUnit, type Unit } from './unit';
import type { UnitEvent } from './unit.events';

export type UnitRetirement = Readonly<{
  unitId: string;
  effectiveOn: CalendarDate;
  reason: string;
  legalBasis: readonly LegalBasis[];
  occurredAt?: Instant;
}>;

export function retireUnit(state: Unit, retirement: UnitRetirement, now: Date): UnitEvent[] {
  const { unitId, effectiveOn, reason, legalBasis } = retirement;
  requireLegalBasis(legalBasis);

  if (state.status === 'unknown') requireActive({ unitId, standing: 'unknown' });
  else if (state.status === 'retired') {
    if (isEndedSo(state, retirement)) return [];
    throw new RuleBroken('unit.already-retired', `The unit ${unitId} is retired as of ${state.retiredOn}.`, {
      unitId,
      retiredOn: state.retiredOn,
    });
  } else if (effectiveOn < state.profile.effectiveOn) {
    throw new RuleBroken(
      'unit.retired-before-effective',
      `The unit ${unitId} is effective from ${state.profile.effectiveOn} and cannot retire before.`,
      { unitId, effectiveOn: state.profile.effectiveOn },
    );
  } else requireInOrder(state, effectiveOn);
  if (state.status === 'registered') requireNoOnesHeir(state);

  const occurredAt = occurrence(retirement.occurredAt, now);
  return [{ type: 'UnitRetired', data: { unitId, effectiveOn, reason, legalBasis, occurredAt } }];
}

/** Else the open matters of those before it would be nobody's: it is merged or split, which names an heir. */
function requireNoOnesHeir({ unitId, inheritsFrom: [predecessorId] }: RegisteredUnit): void {
  if (predecessorId === undefined) return;
  throw new RuleBroken('unit.heir-needs-heir', `${unitId} is the heir of ${predecessorId} and needs an heir itself.`, {
    unitId,
    predecessorId,
  });
}

const isEndedSo = (
  { retiredOn, reason, ending }: Extract<Unit, { status: 'retired' }>,
  retirement: UnitRetirement,
): boolean => ending.how === 'retired' && retiredOn === retirement.effectiveOn && reason === retirement.reason;
