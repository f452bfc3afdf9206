import { requireLegalBasis, type LegalBasis } from '../legal-basis';
import { occurrence, type Instant } from '../moment';
import { RuleBroken } from '../rule-broken';
import type { UnitStanding } from '../unit';
import type { KnownReferral, Matter, Referral } from './referral';

/**
 * An act on a referral that was sent. Without a legal basis of its own it rests on the referral's. `role` is that
 * under which the actor asks. `heirs` says who stands in today for a named unit that was merged or split.
 */
export type ActOnReferral = Readonly<{
  referralId: string;
  unit: UnitStanding;
  role: string;
  heirs?: Heirs;
  legalBasis?: readonly LegalBasis[];
  occurredAt?: Instant;
}>;

/** By the id of a unit that is no more, the unit to which its open matters went. */
export type Heirs = ReadonlyMap<string, string>;

/** Acts with a reason of their own. */
export type ReasonedAct = ActOnReferral & Readonly<{ reason: string }>;

/** Every act needs a referral that was sent. */
export function requireSent(state: Referral, referralId: string): KnownReferral {
  if (state.status !== 'unknown') return state;

  throw new RuleBroken('referral.unknown', `No referral ${referralId} was sent.`, { referralId });
}

/** What every act on record says: whose, on what basis, when. */
export type ActFact = Readonly<{
  referralId: string;
  unitId: string;
  legalBasis: readonly LegalBasis[];
  occurredAt: Instant;
}>;

export function factOf({ matter }: KnownReferral, act: ActOnReferral, now: Date): ActFact {
  const { referralId, unit, legalBasis } = act;
  if (legalBasis?.length) requireLegalBasis(legalBasis);
  return {
    referralId,
    unitId: unit.unitId,
    legalBasis: legalBasis?.length ? legalBasis : matter.sending.legalBasis,
    occurredAt: momentOf(matter, act, now),
  };
}

/** Some acts change what the other may count on: they rest on a provision of their own, not on the referral's. */
export const requireOwnBasis = ({ legalBasis }: ActOnReferral): void => requireLegalBasis(legalBasis ?? []);

/** Where nothing is said, a clock that is a little behind does no harm. */
function momentOf({ since }: Matter, { occurredAt: claimed }: ActOnReferral, now: Date): Instant {
  const occurredAt = occurrence(claimed, now);
  return claimed === undefined && occurredAt < since ? since : occurredAt;
}

/** No act lies before the one it rests on. Asked once it is known whose act it is: others are not told when that was. */
export function requireInTime({ matter: { since } }: KnownReferral, { occurredAt }: ActFact): void {
  if (occurredAt >= since) return;

  throw new RuleBroken(
    'act.before-the-record',
    `The act is said to have happened at ${occurredAt}, before the act at ${since} on which it rests.`,
    { occurredAt, publishedAt: since },
  );
}
