import { canonical } from '../canonical';
import { shanghaiDate, type Instant } from '../moment';
import { RuleBroken } from '../rule-broken';
import { requireActive } from '../unit';
import {
  factOf,
  requireInTime,
  requireOwnBasis,
  requireSent,
  type ActFact,
  type ActOnReferral,
} from './act-on-referral';
import { competenceFor, type Competence, type ReferralAct } from './competence';
import { requireParty } from './parties';
import { holdingOf, type KnownReferral, type Matter, type Referral, type ReferralStatus } from './referral';
import type { ReferralEvent } from './referral.events';

/** One act as it is asked for. */
export type Asked = Readonly<{ state: Referral; act: ActOnReferral; now: Date }>;

/** What an act demands beside the table: before the status is looked at, and after. */
export type Demands = Readonly<{
  before?: (known: KnownReferral) => void;
  after?: (known: KnownReferral, occurredAt: Instant) => void;
}>;

/**
 * The frame of every decision on a referral that was sent: records the act, stays quiet where the record says so
 * already, or refuses. Whose act it is comes before where the referral stands: an outsider learns nothing of it.
 */
export function decideAct(
  name: ReferralAct,
  { state, act, now }: Asked,
  eventOf: (fact: ActFact, known: KnownReferral) => ReferralEvent,
  { before, after }: Demands = {},
): ReferralEvent[] {
  const competence = competenceFor(name);
  if (competence.ownBasis) requireOwnBasis(act);
  const known = requireSent(state, act.referralId);
  const fact = factOf(known, act, now);

  return recorded(known, act, eventOf(fact, known), () => {
    requireParty(competence.by, known.matter, act);
    requireInTime(known, fact);
    if (isSoAlready(known, competence)) return 'already';
    before?.(known);
    requireStatus(known, competence.in);
    after?.(known, fact.occurredAt);
    return undefined;
  });
}

const isSoAlready = ({ status, matter }: KnownReferral, { already, once }: Competence): boolean =>
  status === already || (once !== undefined && holdingOf(matter)[once] !== null);

/** What the rules say of an act: nothing when it may be done, `'already'` when the record says so already. */
export type Verdict = 'already' | undefined;

/** Records the act, stays quiet when the record says so already, or lets `judge` refuse. */
export function recorded(
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
function saidLast({ last, progress, urging, supervision }: Matter, event: ReferralEvent): boolean {
  if (event.type === 'ReferralProgressReported') return progress !== null && isSame(progress.event, event);
  if (event.type === 'ReferralSupervised') return supervision !== null && isSame(supervision.event, event);
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
export function requireStatus({ status, matter }: KnownReferral, allowed: readonly ReferralStatus[]): void {
  if (allowed.includes(status)) return;

  const { referralId } = matter.sending;
  throw new RuleBroken(`referral.is-${status}`, `The referral ${referralId} ${SAID[status]}.`, { referralId, status });
}
