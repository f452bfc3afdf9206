import type { Fact } from '../fact';
import type { LegalBasis } from '../legal-basis';
import type { CalendarDate, Instant } from '../moment';
import type { UnitKind } from '../unit';

/**
 * What a kind asks of its referrals: who may know of them, whether the parties must have consented, which kinds of unit
 * may send one, and which may receive one, at first or by forwarding. `null` is any.
 */
export type ReferralKindProperties = Readonly<{
  restricted: boolean;
  needsConsent: boolean;
  senderKinds: readonly UnitKind[] | null;
  receiverKinds: readonly UnitKind[] | null;
}>;

/** A kind as a referral of that kind keeps it, whatever becomes of the list later. */
export type ReferralKind = ReferralKindProperties & Readonly<{ code: string; name: string }>;

type Act = { unitId: string; code: string; legalBasis: readonly LegalBasis[]; occurredAt: Instant };

/** From `effectiveOn` on referrals of this kind may be sent. */
export type ReferralKindAdded = Fact<
  'ReferralKindAdded',
  Act & ReferralKindProperties & { name: string; effectiveOn: CalendarDate }
>;

/** From `endsOn` on no referral of this kind is sent; those that were sent go their way. */
export type ReferralKindEnded = Fact<'ReferralKindEnded', Act & { endsOn: CalendarDate; reason: string }>;

export type ReferralKindsEvent = ReferralKindAdded | ReferralKindEnded;
