import { decided, factOf, requireSent, requireStatus, type ActOnReferral, type ReasonedAct } from './act-on-referral';
import { requireHandedBy, requireHolder } from './competence';
import { holdingOf, type Referral } from './referral';
import type { DeliveryMode, ReferralEvent } from './referral.events';

export type ReferralDelivery = ActOnReferral & Readonly<{ mode: DeliveryMode }>;

/** 送达: whoever handed it over says that it arrived, and how. Signing for it needs no such word before. */
export function deliverReferral(state: Referral, act: ReferralDelivery, now: Date): ReferralEvent[] {
  const known = requireSent(state, act.referralId);
  const data = { ...factOf(known, act, now), mode: act.mode };

  return decided(known, act, { type: 'ReferralDelivered', data }, () => {
    requireHandedBy(known, act);
    if (holdingOf(known.matter).deliveredAt !== null) return 'already';
    requireStatus(known, 'sent');
    return undefined;
  });
}

/** 签收. */
export function signForReferral(state: Referral, act: ActOnReferral, now: Date): ReferralEvent[] {
  const known = requireSent(state, act.referralId);

  return decided(known, act, { type: 'ReferralSignedFor', data: factOf(known, act, now) }, () => {
    requireHolder(known, act);
    if (holdingOf(known.matter).signedForAt !== null) return 'already';
    requireStatus(known, 'sent', 'delivered');
    return undefined;
  });
}

/** 受理. */
export function acceptReferral(state: Referral, act: ActOnReferral, now: Date): ReferralEvent[] {
  const known = requireSent(state, act.referralId);

  return decided(known, act, { type: 'ReferralAccepted', data: factOf(known, act, now) }, () => {
    requireHolder(known, act);
    if (holdingOf(known.matter).acceptedAt !== null) return 'already';
    requireStatus(known, 'signed-for');
    return undefined;
  });
}

/** 退回: instead of accepting it, to whoever handed it over. */
export function returnReferral(state: Referral, act: ReasonedAct, now: Date): ReferralEvent[] {
  const known = requireSent(state, act.referralId);
  const data = { ...factOf(known, act, now), reason: act.reason };

  return decided(known, act, { type: 'ReferralReturned', data }, () => {
    requireHolder(known, act);
    if (known.status === 'returned') return 'already';
    requireStatus(known, 'signed-for');
    return undefined;
  });
}
