import type { ActOnReferral, ReasonedAct } from './act-on-referral';
import { decideAct } from './decide-act';
import type { Referral } from './referral';
import type { DeliveryMode, ReferralEvent } from './referral.events';

export type ReferralDelivery = ActOnReferral & Readonly<{ mode: DeliveryMode }>;

/** 送达: whoever handed it over says that it arrived, and how. Signing for it needs no such word before. */
export const deliverReferral = (state: Referral, act: ReferralDelivery, now: Date): ReferralEvent[] =>
  decideAct('deliver', { state, act, now }, (fact) => ({
    type: 'ReferralDelivered',
    data: { ...fact, mode: act.mode },
  }));

/** 签收. */
export const signForReferral = (state: Referral, act: ActOnReferral, now: Date): ReferralEvent[] =>
  decideAct('sign-for', { state, act, now }, (data) => ({ type: 'ReferralSignedFor', data }));

/** 受理. */
export const acceptReferral = (state: Referral, act: ActOnReferral, now: Date): ReferralEvent[] =>
  decideAct('accept', { state, act, now }, (data) => ({ type: 'ReferralAccepted', data }));

/** 退回: instead of accepting it, to whoever handed it over. */
export const returnReferral = (state: Referral, act: ReasonedAct, now: Date): ReferralEvent[] =>
  decideAct('return', { state, act, now }, (fact) => ({
    type: 'ReferralReturned',
    data: { ...fact, reason: act.reason },
  }));
