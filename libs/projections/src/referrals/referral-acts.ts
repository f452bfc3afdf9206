import type { FuyuanEvent, MessageData } from '@fuyuan/contracts';

/** Everything that is published of a referral. */
export type ReferralMessage = Extract<FuyuanEvent, { type: `cn.fuyuan.referral.${string}` }>;
export type ReferralMessageType = ReferralMessage['type'];

type ActType = Exclude<ReferralMessageType, 'cn.fuyuan.referral.sight-ended.v1'>;

/** One act as it was told; `recordedAt` is UTC. */
export type Act = {
  [Type in ActType]: Readonly<{ type: Type; revision: number; recordedAt: string; data: MessageData<Type> }>;
}[ActType];

export type Sending = MessageData<'cn.fuyuan.referral.sent.v1'>;

export function isOfReferral(event: FuyuanEvent): event is ReferralMessage {
  return event.type.startsWith('cn.fuyuan.referral.');
}

export const actOf = ({ type, streamrevision, recordedat, data }: Exclude<ReferralMessage, { type: Ended }>): Act =>
  ({ type, revision: streamrevision, recordedAt: recordedat, data }) as Act;

export type Ended = 'cn.fuyuan.referral.sight-ended.v1';

/** `accepted`, of `cn.fuyuan.referral.accepted.v1`. */
export const verbOf = (type: string): string => type.split('.')[3] ?? '';

/** What was written in an act, for whoever searches. */
export function wordsOf({ data }: Act): readonly string[] {
  const said = data as Readonly<Record<string, unknown>>;
  const { reason, progress, words, opinion, summary, remark, decision } = said;
  return [reason, progress, words, opinion, summary, remark, decision].filter((one) => typeof one === 'string');
}
