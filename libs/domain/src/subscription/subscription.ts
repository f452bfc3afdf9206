import { requireLegalBasis, type LegalBasis } from '../legal-basis';
import { occurrence, type Instant } from '../moment';
import { RuleBroken } from '../rule-broken';
import { requireActive, type UnitStanding } from '../unit';
import type { FeedBeginning, SubscriptionEvent } from './subscription.events';

/** Whether a unit's own system is told what the unit may see. One record for each unit; it may begin again. */
export type Subscription =
  | { readonly status: 'unknown' }
  | { readonly status: 'running'; readonly from: FeedBeginning; readonly since: Instant }
  | { readonly status: 'ended'; readonly since: Instant };

export const initial: Subscription = { status: 'unknown' };

export function evolve(_: Subscription, event: SubscriptionEvent): Subscription {
  const { occurredAt: since } = event.data;
  switch (event.type) {
    case 'SubscriptionStarted':
      return { status: 'running', from: event.data.from, since };
    case 'SubscriptionEnded':
      return { status: 'ended', since };
  }
}

type ActOnSubscription = Readonly<{
  /** The unit whose feed it is. */
  unitId: string;
  legalBasis: readonly LegalBasis[];
  occurredAt?: Instant;
}>;

export type SubscriptionStart = ActOnSubscription & Readonly<{ unit: UnitStanding; from: FeedBeginning }>;
export type SubscriptionEnd = ActOnSubscription;

/** An act of the office: data leave for the system of a unit, on a provision that says so. */
export function startSubscription(state: Subscription, start: SubscriptionStart, now: Date): SubscriptionEvent[] {
  const { unitId, unit, from, legalBasis } = start;
  requireLegalBasis(legalBasis);
  if (state.status === 'running') {
    if (state.from === from) return [];
    throw new RuleBroken('subscription.running-already', `The feed of ${unitId} runs since ${state.since}.`, {
      unitId,
      since: state.since,
    });
  }
  requireActive(unit);
  const occurredAt = momentOf(state, start, now);
  return [{ type: 'SubscriptionStarted', data: { unitId, from, legalBasis, occurredAt } }];
}

/** An act of the office too; a unit that is retired by now may still be told no more. */
export function endSubscription(state: Subscription, end: SubscriptionEnd, now: Date): SubscriptionEvent[] {
  const { unitId, legalBasis } = end;
  requireLegalBasis(legalBasis);
  if (state.status === 'ended') return [];
  if (state.status === 'unknown') {
    throw new RuleBroken('subscription.unknown', `The unit ${unitId} never subscribed.`, { unitId });
  }
  return [{ type: 'SubscriptionEnded', data: { unitId, legalBasis, occurredAt: momentOf(state, end, now) } }];
}

/** No act lies before the one it follows; where nothing is said, a clock that is a little behind does no harm. */
function momentOf(state: Subscription, { occurredAt: claimed }: ActOnSubscription, now: Date): Instant {
  const occurredAt = occurrence(claimed, now);
  if (state.status === 'unknown' || occurredAt >= state.since) return occurredAt;
  if (claimed === undefined) return state.since;

  throw new RuleBroken(
    'act.before-the-record',
    `The act is said to have happened at ${occurredAt}, before the act at ${state.since} that it follows.`,
    { occurredAt, publishedAt: state.since },
  );
}
