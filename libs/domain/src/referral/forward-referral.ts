import { RuleBroken } from '../rule-broken';
import { requireActive, type UnitStanding } from '../unit';
import { decided, factOf, requireSent, requireStatus, type ReasonedAct } from './act-on-referral';
import { requireHolder, standingFor } from './competence';
import type { KnownReferral, Referral } from './referral';
import type { ReferralEvent } from './referral.events';
import { requireApart } from './send-referral';

export type ReferralForwarding = ReasonedAct & Readonly<{ receiver: UnitStanding }>;

/** 转办: the holder hands it on and stays in the chain. It never goes in a circle. */
export function forwardReferral(state: Referral, act: ReferralForwarding, now: Date): ReferralEvent[] {
  const known = requireSent(state, act.referralId);
  const { unitId: receiverId, regionCode } = act.receiver;
  const data = { ...factOf(known, act, now), reason: act.reason, receiverId, receiverRegion: regionCode ?? '' };

  return decided(known, act, { type: 'ReferralForwarded', data }, () => {
    requireHolder(known, act);
    requireStatus(known, 'signed-for', 'accepted');
    requireNotBack(known, act);
    requireActive(act.receiver);
    return undefined;
  });
}

function requireNotBack({ matter }: KnownReferral, { receiver: { unitId }, heirs }: ReferralForwarding): void {
  const { sending, chain } = matter;
  const inChain = [sending.unitId, ...chain.map((holding) => holding.unitId)];
  const is = (party: string) => unitId === party || unitId === standingFor(party, heirs);
  if (inChain.some(is)) {
    throw new RuleBroken('referral.forwarded-back', `The unit ${unitId} is in the chain of the referral already.`, {
      unitId,
    });
  }
  if (is(sending.approverId)) requireApart(unitId);
}
