import { canonical } from '../canonical';
import { requireLegalBasis, type LegalBasis } from '../legal-basis';
import { occurrence, type CalendarDate, type Instant } from '../moment';
import { RuleBroken } from '../rule-broken';
import { requireActive, UNIT_KINDS, type UnitKind, type UnitStanding } from '../unit';
import type { ReferralKindProperties, ReferralKindsEvent } from './referral-kinds.events';
import { keptOf, type ListedKind, type ReferralKinds } from './referral-kinds';

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
  const { code, effectiveOn, legalBasis, unit } = addition;
  const kind = inOrder(addition);
  requireLegalBasis(legalBasis);
  if (!CODE.test(code)) {
    throw new RuleBroken('referral-kind.code-malformed', `${code} is not a code of lower-case words and dashes.`, {
      code,
    });
  }
  const last = state.get(code)?.at(-1);
  if (last && saysTheSame(last, { ...kind, effectiveOn })) return [];
  requireActive(unit);
  requireSomeUnit(kind);
  if (last && (last.endsOn === null || last.endsOn > effectiveOn)) {
    throw new RuleBroken('referral-kind.overlaps', `The kind ${code} stands on ${effectiveOn} already.`, {
      code,
      effectiveOn,
    });
  }
  const occurredAt = occurrence(addition.occurredAt, now);
  const data = { unitId: unit.unitId, ...kind, effectiveOn, legalBasis, occurredAt };
  return [{ type: 'ReferralKindAdded', data }];
}

type Kept = ReturnType<typeof keptOf>;

const saysTheSame = (listed: ListedKind, said: Kept & Pick<KindAddition, 'effectiveOn'>): boolean =>
  listed.endsOn === null &&
  listed.effectiveOn === said.effectiveOn &&
  canonical(keptOf(listed)) === canonical(keptOf(said));

/** Which kinds of unit may is the same in whatever order it is said. */
const inOrder = (kind: Kept): Kept => ({
  ...keptOf(kind),
  senderKinds: ordered(kind.senderKinds),
  receiverKinds: ordered(kind.receiverKinds),
});

const ordered = (kinds: readonly UnitKind[] | null): readonly UnitKind[] | null =>
  kinds && UNIT_KINDS.filter((kind) => kinds.includes(kind));

function requireSomeUnit({ code, senderKinds, receiverKinds }: Kept): void {
  if (senderKinds?.length !== 0 && receiverKinds?.length !== 0) return;
  throw new RuleBroken('referral-kind.for-no-unit', `No unit could send or receive a referral of the kind ${code}.`, {
    code,
  });
}

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
