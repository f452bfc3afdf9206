import { requireLegalBasis, type LegalBasis } from '../legal-basis';
import { occurrence, type CalendarDate, type Instant } from '../moment';
import { RuleBroken } from '../rule-broken';
import { requireActive, type UnitStanding } from '../unit';
import type { ReferralKindProperties, ReferralKindsEvent } from './referral-kinds.events';
import type { ListedKind, ReferralKinds } from './referral-kinds';

type ActOnKinds = Readonly<{
  unit: UnitStanding;
  code: string;
  legalBasis: readonly LegalBasis[];
  occurredAt?: Instant;
}>;

export type KindAddition = ActOnKinds & ReferralKindProperties & Readonly<{ name: string; effectiveOn: CalendarDate }>;

export type KindEnding = ActOnKinds & Readonly<{ endsOn: CalendarDate; reason: string }>;

const CODE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** A new kind, or one that was ended, anew: its earlier meaning stays with what was sent under it. */
export function addReferralKind(state: ReferralKinds, addition: KindAddition, now: Date): ReferralKindsEvent[] {
  const { code, name, effectiveOn, restricted, needsConsent, legalBasis, unit } = addition;
  requireLegalBasis(legalBasis);
  if (!CODE.test(code)) {
    throw new RuleBroken('referral-kind.code-malformed', `${code} is not a code of lower-case words and dashes.`, {
      code,
    });
  }
  const last = state.get(code)?.at(-1);
  if (last && saysTheSame(last, addition)) return [];
  requireActive(unit);
  if (last && (last.endsOn === null || last.endsOn > effectiveOn)) {
    throw new RuleBroken('referral-kind.overlaps', `The kind ${code} stands on ${effectiveOn} already.`, {
      code,
      effectiveOn,
    });
  }
  const occurredAt = occurrence(addition.occurredAt, now);
  const data = { unitId: unit.unitId, code, name, restricted, needsConsent, effectiveOn, legalBasis, occurredAt };
  return [{ type: 'ReferralKindAdded', data }];
}

const saysTheSame = (listed: ListedKind, said: KindAddition): boolean =>
  listed.endsOn === null &&
  listed.effectiveOn === said.effectiveOn &&
  listed.name === said.name &&
  listed.restricted === said.restricted &&
  listed.needsConsent === said.needsConsent;

export function endReferralKind(state: ReferralKinds, ending: KindEnding, now: Date): ReferralKindsEvent[] {
  const { code, endsOn, reason, legalBasis, unit } = ending;
  requireLegalBasis(legalBasis);
  const last = state.get(code)?.at(-1);
  if (!last) throw new RuleBroken('referral-kind.unknown', `No kind ${code} is listed.`, { code });
  if (last.endsOn !== null) {
    if (last.endsOn === endsOn && last.endReason === reason) return [];
    throw new RuleBroken('referral-kind.already-ended', `The kind ${code} ended on ${last.endsOn}.`, {
      code,
      endsOn: last.endsOn,
    });
  }
  requireActive(unit);
  if (last.effectiveOn !== null && endsOn <= last.effectiveOn) {
    const { effectiveOn } = last;
    throw new RuleBroken('referral-kind.ended-before-effective', `The kind ${code} begins on ${effectiveOn}.`, {
      code,
      effectiveOn,
    });
  }
  const occurredAt = occurrence(ending.occurredAt, now);
  return [{ type: 'ReferralKindEnded', data: { unitId: unit.unitId, code, endsOn, reason, legalBasis, occurredAt } }];
}
