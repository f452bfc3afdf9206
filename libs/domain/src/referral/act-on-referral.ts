import { canonical } from '../canonical';
import { requireLegalBasis, type LegalBasis } from '../legal-basis';
import { occurrence, shanghaiDate, type Instant } from '../moment';
import { RuleBroken } from '../rule-broken';
import { requireActive, type UnitStanding } from '../unit';
import type { ReferralEvent } from './referral.events';
import type { KnownReferral, Matter, Referral, ReferralStatus } from './referral';

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
export function factOf({ matter }: KnownReferral, act: ActOnReferral, now: Date) {
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

/** No act lies before the one it rests on; where nothing is said, a clock that is a little behind does no harm. */
function momentOf({ since }: Matter, { occurredAt: claimed }: ActOnReferral, now: Date): Instant {
  const occurredAt = occurrence(claimed, now);
  if (occurredAt >= since) return occurredAt;
  if (claimed === undefined) return since;

  throw new RuleBroken(
    'act.before-the-record',
    `The act is said to have happened at ${occurredAt}, before the act at ${since} on which it rests.`,
    { occurredAt, publishedAt: since },
  );
}

/** What the rules say of an act: nothing when it may be done, `'already'` when the record says so already. */
export type Verdict = 'already' | undefined;

/** Records the act, stays quiet when the record says so already, or lets `judge` refuse. */
export function decided(
  { matter }: KnownReferral,
  act: ActOnReferral,
  event: ReferralEvent,
  judge: () => Verdict,
): ReferralEvent[] {
  if (saidLast(matter, event)) return [];
  if (judge() === 'already') return [];

  requireActive(act.unit);
  return [event];
}

/** The same act in the same words, with no other in between. An urging counts anew on every day. */
function saidLast({ last, progress, urging }: Matter, event: ReferralEvent): boolean {
  if (event.type === 'ReferralProgressReported') return progress !== null && isSame(progress.event, event);
  if (event.type !== 'ReferralUrged') return isSame(last, event);
  return urging !== null && isSame(urging.event, event) && dayOf(urging.event) === dayOf(event);
}

const dayOf = ({ data: { occurredAt } }: ReferralEvent) => shanghaiDate(new Date(occurredAt));

const isSame = (one: ReferralEvent, other: ReferralEvent): boolean =>
  one.type === other.type && canonical(timeless(one)) === canonical(timeless(other));

const timeless = ({ data }: ReferralEvent) => ({ ...data, occurredAt: null });

const SAID: Record<ReferralStatus, string> = {
  sent: 'is sent and not signed for yet',
  delivered: 'is delivered and not signed for yet',
  'signed-for': 'is signed for and not accepted yet',
  accepted: 'is accepted and being worked on',
  suspended: 'is suspended',
  returned: 'was returned to its sender',
  concluded: 'is concluded and waits for its sender',
  confirmed: 'is confirmed by its sender',
  closed: 'is closed',
  recalled: 'was recalled by its sender',
};

/** Refuses under a rule named after the status in which the act is not to be done: `referral.is-closed`. */
export function requireStatus({ status, matter }: KnownReferral, ...allowed: readonly ReferralStatus[]): void {
  if (allowed.includes(status)) return;

  const { referralId } = matter.sending;
  throw new RuleBroken(`referral.is-${status}`, `The referral ${referralId} ${SAID[status]}.`, { referralId, status });
}
