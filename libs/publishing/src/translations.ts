import type { MessageData, MessageType } from '@fuyuan/contracts';
import type { DataOf, EventType } from './recorded';

type Translation<Type extends EventType> =
  { [As in MessageType]: Readonly<{ message: As; say: (data: DataOf<Type>) => MessageData<As> }> }[MessageType] | null;

/** Says what the fact says, as far as the schema of the message declares it; the compiler compares the two. */
const means = <As extends MessageType>(message: As) => ({ message, say: (data: MessageData<As>) => data });

/** What is said to the world of every private fact; `null` keeps it inside. */
export const TRANSLATIONS: { readonly [Type in EventType]: Translation<Type> } = {
  UnitRegistered: means('cn.fuyuan.unit.registered.v1'),
  UnitRetired: means('cn.fuyuan.unit.retired.v1'),
  UnitRenamed: means('cn.fuyuan.unit.renamed.v1'),
  UnitMoved: means('cn.fuyuan.unit.moved.v1'),
  UnitMerged: means('cn.fuyuan.unit.merged.v1'),
  UnitSplit: means('cn.fuyuan.unit.split.v1'),
  UnitNamedHeir: means('cn.fuyuan.unit.named-heir.v1'),
  // That there is one, from when; the account is nobody's business outside.
  LiaisonOfficerDesignated: means('cn.fuyuan.unit.liaison-officer-designated.v1'),
  LiaisonOfficerReplaced: means('cn.fuyuan.unit.liaison-officer-replaced.v1'),

  LawNoticePublished: means('cn.fuyuan.law-notice.published.v1'),
  LawNoticeCorrected: means('cn.fuyuan.law-notice.corrected.v1'),
  LawNoticeWithdrawn: means('cn.fuyuan.law-notice.withdrawn.v1'),
  LawNoticeSignedFor: means('cn.fuyuan.law-notice.signed-for.v1'),
  LawNoticeRead: means('cn.fuyuan.law-notice.read.v1'),
  LawNoticeAssessed: means('cn.fuyuan.law-notice.assessed.v1'),

  ReferralKindAdded: means('cn.fuyuan.referral-kind.added.v1'),
  ReferralKindEnded: means('cn.fuyuan.referral-kind.ended.v1'),

  ReferralSent: means('cn.fuyuan.referral.sent.v1'),
  ReferralRecalled: means('cn.fuyuan.referral.recalled.v1'),
  ReferralDelivered: means('cn.fuyuan.referral.delivered.v1'),
  ReferralSignedFor: means('cn.fuyuan.referral.signed-for.v1'),
  ReferralAccepted: means('cn.fuyuan.referral.accepted.v1'),
  ReferralReturned: means('cn.fuyuan.referral.returned.v1'),
  ReferralForwarded: means('cn.fuyuan.referral.forwarded.v1'),
  ReferralProgressReported: means('cn.fuyuan.referral.progress-reported.v1'),
  ReferralExtensionRequested: means('cn.fuyuan.referral.extension-requested.v1'),
  ReferralExtensionGranted: means('cn.fuyuan.referral.extension-granted.v1'),
  ReferralExtensionRefused: means('cn.fuyuan.referral.extension-refused.v1'),
  ReferralSuspended: means('cn.fuyuan.referral.suspended.v1'),
  ReferralResumed: means('cn.fuyuan.referral.resumed.v1'),
  ReferralUrged: means('cn.fuyuan.referral.urged.v1'),
  ReferralSupervised: means('cn.fuyuan.referral.supervised.v1'),
  ReferralConcluded: means('cn.fuyuan.referral.concluded.v1'),
  ReferralConfirmed: means('cn.fuyuan.referral.confirmed.v1'),
  ReferralSentBack: means('cn.fuyuan.referral.sent-back.v1'),
  ReferralClosed: means('cn.fuyuan.referral.closed.v1'),
  ReferralReopened: means('cn.fuyuan.referral.reopened.v1'),
  ReferralActCorrected: {
    message: 'cn.fuyuan.referral.act-corrected.v1',
    // A reader knows acts by their messages, never by the names of our model.
    say: (data) => ({ ...data, correctedType: messageOf(data.correctedType) }),
  },

  SubscriptionStarted: means('cn.fuyuan.subscription.started.v1'),
  SubscriptionEnded: means('cn.fuyuan.subscription.ended.v1'),

  // Said beside it, as the move that was recorded on the unit.
  UnitMoveDecided: null,
  AccountOpened: null,
  AccountClosed: null,
  AccountReopened: null,
  AccountRoleGranted: null,
  AccountRoleRevoked: null,
  AccountMoved: null,
  AccountPasswordSet: null,
  AccountUnlocked: null,
  AccountFoundChanged: null,
  AccessDenied: null,
};

type Said = Readonly<{ message: MessageType; say: (data: unknown) => object }> | null;

const BY_TYPE = new Map<string, Said>(Object.entries(TRANSLATIONS as unknown as Readonly<Record<string, Said>>));

/** `undefined` where the fact is not known here. */
export const translationOf = (type: string): Said | undefined => BY_TYPE.get(type);

function messageOf(type: string): MessageType {
  const message = translationOf(type)?.message;
  if (!message) throw new Error(`A correction is said to be of '${type}', which is not published.`);
  return message;
}
