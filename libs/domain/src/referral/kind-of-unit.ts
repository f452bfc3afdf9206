import type { ReferralKind } from '../referral-kinds';
import { RuleBroken } from '../rule-broken';
import type { UnitKind, UnitStanding } from '../unit';

/** A list names the kinds of unit that may; `null` is any. */
const isAmong = (kinds: readonly UnitKind[] | null, { kind }: UnitStanding): boolean =>
  kinds === null || (kind !== null && kinds.includes(kind));

/** Only units of the kinds that the list names send a referral of this kind. */
export function requireSenderOfKind({ code, name, senderKinds }: ReferralKind, sender: UnitStanding): void {
  if (isAmong(senderKinds, sender)) return;

  const { unitId, kind } = sender;
  throw new RuleBroken('referral.kind-not-for-sender', `The unit ${unitId}, a ${kind}, sends no ${code}.`, {
    code,
    name,
    unitId,
    kind: kind ?? '',
  });
}

/** Only units of the kinds that the list names receive one, from its sender or by forwarding. */
export function requireReceiverOfKind({ code, name, receiverKinds }: ReferralKind, receiver: UnitStanding): void {
  if (isAmong(receiverKinds, receiver)) return;

  const { unitId, kind } = receiver;
  throw new RuleBroken('referral.kind-not-for-receiver', `The unit ${unitId}, a ${kind}, receives no ${code}.`, {
    code,
    name,
    unitId,
    kind: kind ?? '',
  });
}
