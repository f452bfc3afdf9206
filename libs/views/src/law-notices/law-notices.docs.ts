import { LIST_REFUSALS, type QuestionDocs } from '../reading/docs';
import { NoticesPageView, NoticeView, type NoticeLineView } from './law-notice.view';
import { NoticesSummaryView } from './notices-summary.view';

const SIGHT =
  '发布单位、受文单位、辖区办公室和审计可见。· For its publisher, the addressed units, the office of their region and auditors.';

const LINE: NoticeLineView = {
  noticeId: '0197a3c4-5d6e-7f80-9a1b-2c3d4e5f6071',
  status: 'published',
  edition: 1,
  publisher: { unitId: 'panshi-justice-bureau', name: '磐石市司法局' },
  publishedAt: '2026-03-02T01:00:00.000Z',
  title: '中华人民共和国行政复议法',
  documentNumber: '主席令第九号',
  issuingAuthority: '全国人民代表大会常务委员会',
  level: 'law',
  change: 'revised',
  promulgatedOn: '2023-09-01',
  effectiveOn: '2024-01-01',
  fieldsOfWork: ['行政复议'],
  progress: { addressed: 2, signedFor: 1, read: 1, assessed: 0, major: 0 },
  mine: {
    ...{ state: 'to-assess', signedForAt: '2026-03-02T02:00:00.000Z', readAt: '2026-03-02T03:00:00.000Z' },
    ...{ assessedAt: null, impact: null },
  },
};

const NORM = {
  ...{ title: LINE.title, documentNumber: LINE.documentNumber, issuingAuthority: LINE.issuingAuthority },
  ...{ level: LINE.level, regionCode: null, change: LINE.change, promulgatedOn: LINE.promulgatedOn },
  ...{ effectiveOn: LINE.effectiveOn, amends: [], repeals: [], fieldsOfWork: LINE.fieldsOfWork },
  ...{ link: null, text: null, history: null },
};

export const listDocs: QuestionDocs<NoticesPageView> = {
  summary: '法规更新通报 · Law notices',
  description:
    `\`box=received&state=to-sign-for\` 为本单位待签收；\`box=published&state=to-read\` 为本单位所发、尚有单位待签阅。${SIGHT}` +
    ' `box=received&state=to-sign-for`: what the own unit has to sign for; `box=published&state=to-read`: its own notices that some unit has yet to read.',
  view: NoticesPageView,
  example: { items: [LINE], next: null },
  refusals: LIST_REFUSALS,
};

const NONE = { toSignFor: 0, toRead: 0, toAssess: 0, done: 0, withdrawn: 0 };

export const summaryDocs: QuestionDocs<NoticesSummaryView> = {
  summary: '通报办理计数 · Counts of law notices',
  description: `条件与列表相同。本单位待办的，他单位对本单位所发通报尚欠的；可见范围内按受文单位、发布单位、位阶、领域和状态计数。${SIGHT} The same filters as the list: what the own unit has to do, what others owe on its notices; and of all in sight by unit, publisher, level, field and status.`,
  view: NoticesSummaryView,
  example: {
    ...{ total: 13, received: { ...NONE, toAssess: 1, done: 12 }, published: NONE },
    byUnit: [{ unitId: 'panshi-court', name: '磐石市人民法院', ...NONE, toAssess: 1, done: 12 }],
    byPublisher: [{ unitId: 'panshi-justice-bureau', name: '磐石市司法局', count: 13 }],
    byStatus: [{ status: 'published', count: 13 }],
    byLevel: [{ level: 'law', name: '法律', count: 13 }],
    byField: [{ field: '行政复议', count: 13 }],
  },
};

export const showDocs: QuestionDocs<NoticeView> = {
  summary: '通报详情 · A law notice',
  description: `各版、各受文单位的办理和全部行为。${SIGHT}`,
  view: NoticeView,
  example: {
    ...LINE,
    norm: NORM,
    editions: [{ edition: 1, at: LINE.publishedAt, reason: null, norm: NORM }],
    ...{ withdrawnAt: null, withdrawnBecause: null },
    addressees: [
      {
        ...{ unitId: 'panshi-court', name: '磐石市人民法院', state: 'to-assess' },
        ...{ signedForEdition: 1, signedForAt: '2026-03-02T02:00:00.000Z' },
        ...{ readEdition: 1, readAt: '2026-03-02T03:00:00.000Z', assessedEdition: 0, assessedAt: null },
        ...{ impact: null, opinion: null, measures: null },
      },
    ],
    history: [],
  },
  refusals: ['not-in-sight'],
};
