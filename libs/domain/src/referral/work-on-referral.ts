import {
  decided,
  factOf,
  requireOwnBasis,
  requireSent,
  requireStatus,
  type ActOnReferral,
  type ReasonedAct,
} from './act-on-referral';
import { requireHolder } from './competence';
import type { Referral } from './referral';
import type { Outcome, ReferralEvent } from './referral.events';

export type ReferralProgress = ActOnReferral & Readonly<{ progress: string }>;
export type ReferralConclusion = ActOnReferral & Readonly<{ outcome: Outcome; summary: string }>;

/** 报告进展, any number of times. */
export function reportProgress(state: Referral, act: ReferralProgress, now: Date): ReferralEvent[] {
  const known = requireSent(state, act.referralId);
  const data = { ...factOf(known, act, now), progress: act.progress };

  return decided(known, act, { type: 'ReferralProgressReported', data }, () => {
    requireHolder(known, act);
    requireStatus(known, 'accepted');
    return undefined;
  });
}

/** 中止, on a provision of its own: the clock is not to be stopped at will. */
export function suspendReferral(state: Referral, act: ReasonedAct, now: Date): ReferralEvent[] {
  requireOwnBasis(act);
  const known = requireSent(state, act.referralId);
  const data = { ...factOf(known, act, now), reason: act.reason };

  return decided(known, act, { type: 'ReferralSuspended', data }, () => {
    requireHolder(known, act);
    if (known.status === 'suspended') return 'already';
    requireStatus(known, 'accepted');
    return undefined;
  });
}

/** 恢复办理. */
export function resumeReferral(state: Referral, act: ReasonedAct, now: Date): ReferralEvent[] {
  const known = requireSent(state, act.referralId);
  const data = { ...factOf(known, act, now), reason: act.reason };

  return decided(known, act, { type: 'ReferralResumed', data }, () => {
    requireHolder(known, act);
    requireStatus(known, 'suspended');
    return undefined;
  });
}

/** 办结: what came of it. It waits for the sender's word. */
export function concludeReferral(state: Referral, act: ReferralConclusion, now: Date): ReferralEvent[] {
  const known = requireSent(state, act.referralId);
  const data = { ...factOf(known, act, now), outcome: act.outcome, summary: act.summary };

  return decided(known, act, { type: 'ReferralConcluded', data }, () => {
    requireHolder(known, act);
    requireStatus(known, 'accepted');
    return undefined;
  });
}
