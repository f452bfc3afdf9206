import { RuleBroken } from '../rule-broken';
import { requireActive, type UnitStanding } from '../unit';
import type { ReasonedAct } from './act-on-referral';
import { decideAct } from './decide-act';
import { requireReceiverOfKind } from './kind-of-unit';
import { standingFor } from './parties';
import type { KnownReferral, Referral } from './referral';
import type { ReferralEvent } from './referral.events';
import { requireApart, requireDisinterested } from './send-referral';

export type ReferralForwarding = ReasonedAct & Readonly<{ receiver: UnitStanding }>;

/** 转办: the holder hands it on, to a unit that may receive this kind, and stays in the chain. It never goes in a circle. */
export function forwardReferral(state: Referral, act: ReferralForwarding, now: Date): ReferralEvent[] {
  const { receiver, reason } = act;
  const to = { receiverId: receiver.unitId, receiverRegion: receiver.regionCode ?? '' };

  return decideAct(
    'forward',
    { state, act, now },
    (fact) => ({ type: 'ReferralForwarded', data: { ...fact, reason, ...to } }),
    {
      after: (known) => {
        requireNotBack(known, act);
        requireActive(receiver);
        requireReceiverOfKind(known.matter.sending.kind, receiver);
      },
    },
  );
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
  if (sending.supervisorId !== undefined && is(sending.supervisorId)) requireDisinterested(unitId);
}
