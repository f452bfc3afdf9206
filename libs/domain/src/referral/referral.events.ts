import type { Fact } from '../fact';
import type { LegalBasis } from '../legal-basis';
import type { CalendarDate, Instant } from '../moment';
import type { ReferralKind } from '../referral-kinds';
import type { RegionCode } from '../region';

/** 电子送达 electronic, 直接送达 in-person, 邮寄送达 post, 机要交换 exchange. */
export const DELIVERY_MODES = ['electronic', 'in-person', 'post', 'exchange'] as const;
export type DeliveryMode = (typeof DELIVERY_MODES)[number];

/** 办成（调解成功、争议化解、协助完成）, 部分办成, 未办成（调解不成）, 立案, 不予立案, 其他. */
export const OUTCOMES = ['settled', 'partly-settled', 'not-settled', 'case-filed', 'case-not-filed', 'other'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * That the parties consented, as far as it may be said before personal data can be kept: how many of them, on which
 * day, and by which paper. Never who they are.
 */
export type Consent = Readonly<{ parties: number; consentedOn: CalendarDate; paper: string }>;

/** `unitId` is the unit whose act it is. */
type Act = { referralId: string; unitId: string; legalBasis: readonly LegalBasis[]; occurredAt: Instant };
type Because = { reason: string };
type HandedTo = { receiverId: string; receiverRegion: RegionCode };

/** 移送. The kind is kept as it stood, whatever becomes of the list of kinds. The approver decides on more time. */
export type ReferralSent = Fact<
  'ReferralSent',
  Act &
    HandedTo & {
      senderRegion: RegionCode;
      kind: ReferralKind;
      subject: string;
      request: string;
      caseNumber: string | null;
      approverId: string;
      /** The procuratorate that was sent a copy and supervises; left out where none was. */
      supervisorId?: string;
      /** The day by which the sender asks to hear back, a day in Asia/Shanghai; left out where it asks for none. */
      answerBy?: CalendarDate;
      consent: Consent | null;
    }
>;
/** 撤回移送, before anyone accepted it. */
export type ReferralRecalled = Fact<'ReferralRecalled', Act & Because>;
/** 送达, as the unit that handed it on says and by which it stands. */
export type ReferralDelivered = Fact<'ReferralDelivered', Act & { mode: DeliveryMode }>;
/** 签收. The clock of whoever signs starts here. */
export type ReferralSignedFor = Fact<'ReferralSignedFor', Act>;
/** 受理. */
export type ReferralAccepted = Fact<'ReferralAccepted', Act>;
/** 退回, to the unit that handed it over. */
export type ReferralReturned = Fact<'ReferralReturned', Act & Because>;
/** 转办. */
export type ReferralForwarded = Fact<'ReferralForwarded', Act & HandedTo & Because>;
/** 进展. */
export type ReferralProgressReported = Fact<'ReferralProgressReported', Act & { progress: string }>;
/** 申请延期. */
export type ReferralExtensionRequested = Fact<'ReferralExtensionRequested', Act & Because & { until: CalendarDate }>;
/** 批准延期, perhaps for less than was asked. */
export type ReferralExtensionGranted = Fact<'ReferralExtensionGranted', Act & { until: CalendarDate }>;
/** 不予延期. */
export type ReferralExtensionRefused = Fact<'ReferralExtensionRefused', Act & Because>;
/** 中止. */
export type ReferralSuspended = Fact<'ReferralSuspended', Act & Because>;
/** 恢复办理. */
export type ReferralResumed = Fact<'ReferralResumed', Act & Because>;
/** 催办. */
export type ReferralUrged = Fact<'ReferralUrged', Act & { words: string }>;
/** 检察监督: what the supervising procuratorate holds of how it is handled. It moves nothing. */
export type ReferralSupervised = Fact<'ReferralSupervised', Act & { opinion: string }>;
/** 办结. */
export type ReferralConcluded = Fact<'ReferralConcluded', Act & { outcome: Outcome; summary: string }>;
/** 确认. */
export type ReferralConfirmed = Fact<'ReferralConfirmed', Act>;
/** 退回补充办理. */
export type ReferralSentBack = Fact<'ReferralSentBack', Act & Because>;
/** 销号. */
export type ReferralClosed = Fact<'ReferralClosed', Act & { remark: string | null }>;
/** 重新办理, by a decision: the paper that says so. */
export type ReferralReopened = Fact<'ReferralReopened', Act & Because & { decision: string }>;
/** 更正: the act at the revision `corrects` was recorded by mistake. Both stay readable. */
export type ReferralActCorrected = Fact<
  'ReferralActCorrected',
  Act & Because & { corrects: number; correctedType: string }
>;

export type ReferralEvent =
  | ReferralSent
  | ReferralRecalled
  | ReferralDelivered
  | ReferralSignedFor
  | ReferralAccepted
  | ReferralReturned
  | ReferralForwarded
  | ReferralProgressReported
  | ReferralExtensionRequested
  | ReferralExtensionGranted
  | ReferralExtensionRefused
  | ReferralSuspended
  | ReferralResumed
  | ReferralUrged
  | ReferralSupervised
  | ReferralConcluded
  | ReferralConfirmed
  | ReferralSentBack
  | ReferralClosed
  | ReferralReopened
  | ReferralActCorrected;
