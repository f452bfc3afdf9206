import type { ActDocs } from '../docs/act';
import { example, ON_A_REFERRAL, refusedIn, RULES } from './referral.docs';
import {
  ActOnReferralRequest,
  ConcludeReferralRequest,
  ForwardReferralRequest,
  FoundedActRequest,
  ReasonedActRequest,
  ReportProgressRequest,
  RequestExtensionRequest,
} from './referral.requests';

export const signForDocs: ActDocs = {
  summary: '签收 · Sign for',
  description: '由现承办单位签收，期限自此起算。· By the holder; its clock starts here.',
  body: ActOnReferralRequest,
  examples: example({}),
  rules: [...ON_A_REFERRAL, 'referral.not-holder', ...refusedIn('recalled')],
};

export const acceptDocs: ActDocs = {
  summary: '受理 · Accept',
  description: '签收之后受理。· Once signed for.',
  body: ActOnReferralRequest,
  examples: example({}),
  rules: [...ON_A_REFERRAL, 'referral.not-holder', ...refusedIn('sent', 'delivered', 'returned', 'closed', 'recalled')],
};

export const returnDocs: ActDocs = {
  summary: '退回 · Return',
  description: '签收之后、受理之前，退回交来的单位。· Once signed for and not accepted, to whoever handed it over.',
  body: ReasonedActRequest,
  examples: example({ reason: '材料不全，请补充后重新移送' }),
  rules: [
    ...ON_A_REFERRAL,
    'referral.not-holder',
    ...refusedIn('sent', 'delivered', 'accepted', 'suspended', 'concluded', 'confirmed', 'closed', 'recalled'),
  ],
};

export const forwardDocs: ActDocs = {
  summary: '转办 · Forward',
  description: '转给另一单位并留在链上；不得转回。· On to another unit; the chain is kept and never a circle.',
  body: ForwardReferralRequest,
  examples: example({ receiver: 'panshi-mediation', reason: '由调解组织办理' }),
  rules: [
    ...ON_A_REFERRAL,
    'referral.not-holder',
    'referral.forwarded-back',
    'referral.supervisor-is-party',
    'referral.kind-not-for-receiver',
    'referral.approver-is-receiver',
    ...refusedIn('sent', 'delivered', 'suspended', 'returned', 'concluded', 'confirmed', 'closed', 'recalled'),
  ],
};

export const reportProgressDocs: ActDocs = {
  summary: '报告进展 · Report progress',
  description: '次数不限。· Any number of times.',
  body: ReportProgressRequest,
  examples: example({ progress: '已组织第一次调解' }),
  rules: [
    ...ON_A_REFERRAL,
    'referral.not-holder',
    ...refusedIn(
      'sent',
      'delivered',
      'signed-for',
      'suspended',
      'returned',
      'concluded',
      'confirmed',
      'closed',
      'recalled',
    ),
  ],
};

export const requestExtensionDocs: ActDocs = {
  summary: '申请延期 · Ask for more time',
  description: '由现承办单位申请，一次一项。· By the holder, one request at a time.',
  body: RequestExtensionRequest,
  examples: {
    ahead: {
      summary: '延至今日以后的一天 · Until a day that lies ahead',
      value: { until: '2099-05-01', reason: '需实地核查' },
    },
  },
  rules: [
    ...ON_A_REFERRAL,
    'referral.not-holder',
    'referral.extension-asked-already',
    'referral.extension-not-ahead',
    'referral.extension-not-longer',
    ...refusedIn(
      'sent',
      'delivered',
      'signed-for',
      'suspended',
      'returned',
      'concluded',
      'confirmed',
      'closed',
      'recalled',
    ),
  ],
};

export const suspendDocs: ActDocs = {
  summary: '中止 · Suspend',
  description: '须另载法律依据。· On a provision of its own.',
  body: FoundedActRequest,
  examples: example({ reason: '等待鉴定意见', legalBasis: RULES }),
  rules: [
    ...ON_A_REFERRAL,
    'referral.not-holder',
    ...refusedIn('sent', 'delivered', 'signed-for', 'returned', 'concluded', 'confirmed', 'closed', 'recalled'),
  ],
};

export const resumeDocs: ActDocs = {
  summary: '恢复办理 · Resume',
  description: '中止之后恢复。· After a suspension.',
  body: ReasonedActRequest,
  examples: example({ reason: '鉴定意见已出' }),
  rules: [
    ...ON_A_REFERRAL,
    'referral.not-holder',
    ...refusedIn(
      'sent',
      'delivered',
      'signed-for',
      'accepted',
      'returned',
      'concluded',
      'confirmed',
      'closed',
      'recalled',
    ),
  ],
};

export const concludeDocs: ActDocs = {
  summary: '办结 · Conclude',
  description: '报告办理结果，待移送单位确认。· With an outcome; it waits for the sender.',
  body: ConcludeReferralRequest,
  examples: example({ outcome: 'settled', summary: '已协助查询并函复' }),
  rules: [
    ...ON_A_REFERRAL,
    'referral.not-holder',
    ...refusedIn(
      'sent',
      'delivered',
      'signed-for',
      'suspended',
      'returned',
      'concluded',
      'confirmed',
      'closed',
      'recalled',
    ),
  ],
};
