import { RuleBroken } from '../rule-broken';
import type { ReasonedAct } from './act-on-referral';
import { decideAct } from './decide-act';
import type { KnownReferral, Referral } from './referral';
import type { ReferralEvent } from './referral.events';

/** 撤回移送: before anyone accepted it; what was accepted can only be concluded. */
export const recallReferral = (state: Referral, act: ReasonedAct, now: Date): ReferralEvent[] =>
  decideAct(
    'recall',
    { state, act, now },
    (fact) => ({ type: 'ReferralRecalled', data: { ...fact, reason: act.reason } }),
    { before: requireNeverAccepted },
  );

function requireNeverAccepted({ matter: { everAccepted, sending } }: KnownReferral): void {
  if (!everAccepted) return;

  const { referralId } = sending;
  throw new RuleBroken('referral.already-accepted', `The referral ${referralId} was accepted already.`, { referralId });
}
