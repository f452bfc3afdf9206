import { RuleBroken } from '../rule-broken';
import { decided, factOf, requireSent, requireStatus, type ReasonedAct } from './act-on-referral';
import { requireSender } from './competence';
import type { Referral } from './referral';
import type { ReferralEvent } from './referral.events';

/** 撤回移送: before anyone accepted it; what was accepted can only be concluded. */
export function recallReferral(state: Referral, act: ReasonedAct, now: Date): ReferralEvent[] {
  const known = requireSent(state, act.referralId);
  const data = { ...factOf(known, act, now), reason: act.reason };

  return decided(known, act, { type: 'ReferralRecalled', data }, () => {
    requireSender(known, act);
    if (known.status === 'recalled') return 'already';
    if (known.matter.everAccepted) {
      throw new RuleBroken('referral.already-accepted', `The referral ${act.referralId} was accepted already.`, {
        referralId: act.referralId,
      });
    }
    requireStatus(known, 'sent', 'delivered', 'signed-for');
    return undefined;
  });
}
