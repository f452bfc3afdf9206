import type { ActOnReferral, ReasonedAct } from './act-on-referral';
import { decideAct } from './decide-act';
import type { Referral } from './referral';
import type { ReferralEvent } from './referral.events';

export type ReferralClosing = ActOnReferral & Readonly<{ remark: string | null }>;

/** `decision` is the paper by which it was decided. */
export type ReferralReopening = ReasonedAct & Readonly<{ decision: string }>;

/** 确认: the sender takes the conclusion. */
export const confirmReferral = (state: Referral, act: ActOnReferral, now: Date): ReferralEvent[] =>
  decideAct('confirm', { state, act, now }, (data) => ({ type: 'ReferralConfirmed', data }));

/** 退回补充办理: the sender does not take the conclusion; the holder goes on where it was. */
export const sendBackReferral = (state: Referral, act: ReasonedAct, now: Date): ReferralEvent[] =>
  decideAct('send-back', { state, act, now }, (fact) => ({
    type: 'ReferralSentBack',
    data: { ...fact, reason: act.reason },
  }));

/** 销号: the conclusion was confirmed, or the referral came back to its sender. */
export const closeReferral = (state: Referral, act: ReferralClosing, now: Date): ReferralEvent[] =>
  decideAct('close', { state, act, now }, (fact) => ({
    type: 'ReferralClosed',
    data: { ...fact, remark: act.remark },
  }));

/** 重新办理, by decision: it is sent anew to the unit that had it last, which signs for it again. */
export const reopenReferral = (state: Referral, act: ReferralReopening, now: Date): ReferralEvent[] =>
  decideAct('reopen', { state, act, now }, (fact) => ({
    type: 'ReferralReopened',
    data: { ...fact, reason: act.reason, decision: act.decision },
  }));
