import {
  decided,
  factOf,
  requireOwnBasis,
  requireSent,
  requireStatus,
  type ActOnReferral,
  type ReasonedAct,
} from './act-on-referral';
import { requireSender } from './competence';
import type { Referral } from './referral';
import type { ReferralEvent } from './referral.events';

export type ReferralClosing = ActOnReferral & Readonly<{ remark: string | null }>;

/** `decision` is the paper by which it was decided. */
export type ReferralReopening = ReasonedAct & Readonly<{ decision: string }>;

/** 确认: the sender takes the conclusion. */
export function confirmReferral(state: Referral, act: ActOnReferral, now: Date): ReferralEvent[] {
  const known = requireSent(state, act.referralId);

  return decided(known, act, { type: 'ReferralConfirmed', data: factOf(known, act, now) }, () => {
    requireSender(known, act);
    if (known.status === 'confirmed') return 'already';
    requireStatus(known, 'concluded');
    return undefined;
  });
}

/** 退回补充办理: the sender does not take the conclusion; the holder goes on where it was. */
export function sendBackReferral(state: Referral, act: ReasonedAct, now: Date): ReferralEvent[] {
  const known = requireSent(state, act.referralId);
  const data = { ...factOf(known, act, now), reason: act.reason };

  return decided(known, act, { type: 'ReferralSentBack', data }, () => {
    requireSender(known, act);
    requireStatus(known, 'concluded');
    return undefined;
  });
}

/** 销号: the conclusion was confirmed, or the referral came back to its sender. */
export function closeReferral(state: Referral, act: ReferralClosing, now: Date): ReferralEvent[] {
  const known = requireSent(state, act.referralId);
  const data = { ...factOf(known, act, now), remark: act.remark };

  return decided(known, act, { type: 'ReferralClosed', data }, () => {
    requireSender(known, act);
    if (known.status === 'closed') return 'already';
    requireStatus(known, 'confirmed', 'returned');
    return undefined;
  });
}

/** 重新办理, by decision: it is sent anew to the unit that had it last, which signs for it again. */
export function reopenReferral(state: Referral, act: ReferralReopening, now: Date): ReferralEvent[] {
  requireOwnBasis(act);
  const known = requireSent(state, act.referralId);
  const data = { ...factOf(known, act, now), reason: act.reason, decision: act.decision };

  return decided(known, act, { type: 'ReferralReopened', data }, () => {
    requireSender(known, act);
    requireStatus(known, 'closed');
    return undefined;
  });
}
