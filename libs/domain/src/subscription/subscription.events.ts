import type { Fact } from '../fact';
import type { LegalBasis } from '../legal-basis';
import type { Instant } from '../moment';

/**
 * Where the feed of a unit begins. `now`: a referral or law notice from before is told, whole, at its next act;
 * `beginning`: all that the unit may see is told at once.
 */
export const FEED_BEGINNINGS = ['now', 'beginning'] as const;
export type FeedBeginning = (typeof FEED_BEGINNINGS)[number];

type Act = { unitId: string; legalBasis: readonly LegalBasis[]; occurredAt: Instant };

/** 订阅: from now on the unit's own system is told what the unit may see. */
export type SubscriptionStarted = Fact<'SubscriptionStarted', Act & { from: FeedBeginning }>;

/** 停止订阅: nothing more is told to it. */
export type SubscriptionEnded = Fact<'SubscriptionEnded', Act>;

export type SubscriptionEvent = SubscriptionStarted | SubscriptionEnded;
