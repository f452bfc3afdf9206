import type { ActDocs } from '../docs/act';
import { example, ON_A_REFERRAL, refusedIn, RULES } from './referral.docs';
import {
  ActOnReferralRequest,
  CloseReferralRequest,
  CorrectReferralActRequest,
  DeliverReferralRequest,
  ReasonedActRequest,
  ReopenReferralRequest,
  UrgeReferralRequest,
} from './referral.requests';

export const recallDocs: ActDocs = {
  summary: '撤回移送 · Recall',
  description: '受理之前由移送单位撤回。· By the sender, before anyone accepted it.',
  body: ReasonedActRequest,
  examples: example({ reason: '移送有误' }),
  rules: [...ON_A_REFERRAL, 'referral.not-sender', 'referral.already-accepted', ...refusedIn('returned', 'closed')],
};

export const deliverDocs: ActDocs = {
  summary: '登记送达 · Record the delivery',
  description: '由交出移送的单位登记；签收前可不登记。· By whoever handed it over; signing for it needs no such word.',
  body: DeliverReferralRequest,
  examples: example({ mode: 'electronic' }),
  rules: [
    ...ON_A_REFERRAL,
    'referral.not-handed-by-you',
    ...refusedIn('signed-for', 'accepted', 'suspended', 'returned', 'concluded', 'confirmed', 'closed', 'recalled'),
  ],
};

export const urgeDocs: ActDocs = {
  summary: '催办 · Urge',
  description: '由移送单位或辖区办公室催办。· By the sender, or the office of the region.',
  body: UrgeReferralRequest,
  examples: example({ words: '请尽快办理并书面回复' }),
  rules: [
    ...ON_A_REFERRAL,
    'referral.not-to-urge',
    ...refusedIn('suspended', 'returned', 'concluded', 'confirmed', 'closed', 'recalled'),
  ],
};

export const confirmDocs: ActDocs = {
  summary: '确认办结 · Confirm the conclusion',
  description: '由移送单位确认。· By the sender.',
  body: ActOnReferralRequest,
  examples: example({}),
  rules: [
    ...ON_A_REFERRAL,
    'referral.not-sender',
    ...refusedIn('sent', 'delivered', 'signed-for', 'accepted', 'suspended', 'returned', 'closed', 'recalled'),
  ],
};

export const sendBackDocs: ActDocs = {
  summary: '退回补充办理 · Send back for more work',
  description: '由移送单位退回，承办单位继续办理。· By the sender; the holder goes on.',
  body: ReasonedActRequest,
  examples: example({ reason: '缺少附件' }),
  rules: [
    ...ON_A_REFERRAL,
    'referral.not-sender',
    ...refusedIn(
      'sent',
      'delivered',
      'signed-for',
      'accepted',
      'suspended',
      'returned',
      'confirmed',
      'closed',
      'recalled',
    ),
  ],
};

export const closeDocs: ActDocs = {
  summary: '销号 · Close',
  description: '确认办结或被退回之后，由移送单位销号。· By the sender, once confirmed or returned.',
  body: CloseReferralRequest,
  examples: example({ remark: '已归档' }),
  rules: [
    ...ON_A_REFERRAL,
    'referral.not-sender',
    ...refusedIn('sent', 'delivered', 'signed-for', 'accepted', 'suspended', 'concluded', 'recalled'),
  ],
};

export const reopenDocs: ActDocs = {
  summary: '重新办理 · Reopen',
  description: '凭决定重新移送给最后承办单位，重新签收。· By a decision; sent anew to who had it last.',
  body: ReopenReferralRequest,
  examples: example({ reason: '发现新情况', decision: '联席会议纪要〔2026〕3号', legalBasis: RULES }),
  rules: [
    ...ON_A_REFERRAL,
    'referral.not-sender',
    ...refusedIn(
      'sent',
      'delivered',
      'signed-for',
      'accepted',
      'suspended',
      'returned',
      'concluded',
      'confirmed',
      'recalled',
    ),
  ],
};

export const correctDocs: ActDocs = {
  summary: '更正误录 · Correct an act recorded by mistake',
  description:
    '由办理单位更正；其后已有办理的不能更正；两者都可查。· By the unit whose act it was, while nothing rests on it; both stay readable.',
  body: CorrectReferralActRequest,
  examples: example({ revision: 1, reason: '误录' }),
  rules: [
    ...ON_A_REFERRAL,
    'referral.act-unknown',
    'referral.not-your-act',
    'referral.act-built-upon',
    'referral.act-not-correctable',
  ],
};
