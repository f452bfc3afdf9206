import type { ActDocs } from '../docs/act';
import type { ReadingDocs } from '../docs/reading';
import { HistoryView } from '../history/history.view';
import {
  addresseeExamples,
  assessExamples,
  correctExamples,
  publishExamples,
  withdrawExamples,
} from './law-notice.examples';
import {
  AssessLawNoticeRequest,
  CorrectLawNoticeRequest,
  PublishLawNoticeRequest,
  ReadLawNoticeRequest,
  SignForLawNoticeRequest,
  WithdrawLawNoticeRequest,
} from './law-notice.requests';
import { LawNoticeView } from './law-notice.view';

const UNIT_ACTS = ['unit.unknown', 'unit.not-yet-effective', 'unit.retired'];
const ON_A_NOTICE = [...UNIT_ACTS, 'law-notice.unknown', 'law-notice.withdrawn', 'act.before-the-record'];
const SOUND_NORM = ['norm.effective-before-promulgated', 'norm.repeals-itself'];

export const publishDocs: ActDocs = {
  summary: '发布法规更新通报 · Publish a law notice',
  description:
    '把新公布、修订、修正或废止的规范通报给受文单位。通报编号由账号与幂等键导出，见回执。· Tells the addressed units of a norm. The id of the notice comes from the account and the Idempotency-Key; see the receipt.',
  body: PublishLawNoticeRequest,
  examples: publishExamples,
  makes: true,
  rules: [
    ...UNIT_ACTS,
    ...SOUND_NORM,
    'law-notice.no-addressee',
    'law-notice.too-many-addressees',
    'law-notice.addressee-twice',
    'law-notice.addressed-to-publisher',
    'law-notice.already-published',
    'law-notice.not-an-organ',
  ],
};

export const correctDocs: ActDocs = {
  summary: '更正通报 · Correct a law notice',
  description:
    '只由发布单位更正，规范全部重写，成为新的一版；原版仍可查，受文单位对新版重新签收、签阅、评估。· Only by its publisher; the norm is said whole again and makes a new edition, which is handled anew. The old one stays readable.',
  body: CorrectLawNoticeRequest,
  examples: correctExamples,
  rules: [...ON_A_NOTICE, ...SOUND_NORM, 'law-notice.not-publisher'],
};

export const withdrawDocs: ActDocs = {
  summary: '撤回通报 · Withdraw a law notice',
  description:
    '只由发布单位撤回；撤回后不再办理，历史保留。· Only by its publisher; no further act, the history stays.',
  body: WithdrawLawNoticeRequest,
  examples: withdrawExamples,
  rules: [...ON_A_NOTICE, 'law-notice.not-publisher'],
};

export const signForDocs: ActDocs = {
  summary: '签收 · Sign for a law notice',
  description: '受文单位已收到通报的现行版本。· The addressed unit has the present edition.',
  body: SignForLawNoticeRequest,
  examples: addresseeExamples,
  rules: [...ON_A_NOTICE, 'law-notice.not-addressed'],
};

export const readDocs: ActDocs = {
  summary: '签阅 · Acknowledge reading a law notice',
  description: '有关人员已阅，须先签收。· Those whom it concerns have read it; sign for it first.',
  body: ReadLawNoticeRequest,
  examples: addresseeExamples,
  rules: [...ON_A_NOTICE, 'law-notice.not-addressed', 'law-notice.not-signed-for'],
};

export const assessDocs: ActDocs = {
  summary: '影响评估 · Assess the impact of a norm',
  description: '须先签阅；再次评估为补充，前次保留。· Read it first; a later assessment supplements the earlier one.',
  body: AssessLawNoticeRequest,
  examples: assessExamples,
  rules: [...ON_A_NOTICE, 'law-notice.not-addressed', 'law-notice.not-read'],
};

const WHO_SEES =
  '发布单位、受文单位、辖区办公室和审计可见。· For its publisher, the addressed units, the office of their region and auditors.';

export const showDocs: ReadingDocs = {
  summary: '查看通报 · Show a law notice',
  description: WHO_SEES,
  view: LawNoticeView,
  refusals: ['record-not-yours'],
};

export const historyDocs: ReadingDocs = {
  summary: '通报的全部历史 · History of a law notice',
  description: `依次列出每一行为：何人、何时发生、何时记录、何种依据。${WHO_SEES}`,
  view: HistoryView,
  refusals: ['record-not-yours'],
};
