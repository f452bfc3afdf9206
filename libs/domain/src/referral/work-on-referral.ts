import type { ActOnReferral, ReasonedAct } from './act-on-referral';
import { decideAct } from './decide-act';
import type { Referral } from './referral';
import type { Outcome, ReferralEvent } from './referral.events';

export type ReferralProgress = ActOnReferral & Readonly<{ progress: string }>;
export type ReferralConclusion = ActOnReferral & Readonly<{ outcome: Outcome; summary: string }>;

/** 报告进展, any number of times. */
export const reportProgress = (state: Referral, act: ReferralProgress, now: Date): ReferralEvent[] =>
  decideAct('report-progress', { state, act, now }, (fact) => ({
    type: 'ReferralProgressReported',
    data: { ...fact, progress: act.progress },
  }));

/** 中止, on a provision of its own: the clock is not to be stopped at will. */
export const suspendReferral = (state: Referral, act: ReasonedAct, now: Date): ReferralEvent[] =>
  decideAct('suspend', { state, act, now }, (fact) => ({
    type: 'ReferralSuspended',
    data: { ...fact, reason: act.reason },
  }));

/** 恢复办理. */
export const resumeReferral = (state: Referral, act: ReasonedAct, now: Date): ReferralEvent[] =>
  decideAct('resume', { state, act, now }, (fact) => ({
    type: 'ReferralResumed',
    data: { ...fact, reason: act.reason },
  }));

/** 办结: what came of it. It waits for the sender's word. */
export const concludeReferral = (state: Referral, act: ReferralConclusion, now: Date): ReferralEvent[] =>
  decideAct('conclude', { state, act, now }, (fact) => ({
    type: 'ReferralConcluded',
    data: { ...fact, outcome: act.outcome, summary: act.summary },
  }));
