import type { ReferralLine } from './referral-line.view';
import type { ReferralSummary } from './referral-summary.view';
import type { SeenReferralView } from './referral.view';

const court = { unitId: 'panshi-court', name: '磐石市人民法院' };
const bureau = { unitId: 'panshi-justice-bureau', name: '磐石市司法局' };
const BASIS = [{ norm: '磐石市府院联席会议工作规则', article: '第六条第（三）项' }];

export const lineExample: ReferralLine = {
  referralId: '8c1f2d7e-6f0a-5b1c-9a3d-2f4e6a8b0c1d',
  ...{ state: 'signed-for', kind: 'enforcement-assistance', kindName: '执行协助', restricted: false },
  ...{ subject: '协助查询不动产登记', caseNumber: '（2026）吉0284执12号' },
  ...{ sender: court, holder: bureau, approver: { unitId: 'jilin-city-court', name: '吉林市中级人民法院' } },
  supervisor: null,
  waitingFor: [bureau],
  ...{ sentAt: '2026-03-02T01:00:00.000Z', lastActAt: '2026-03-02T03:00:00.000Z' },
  ...{ standingSince: '2026-03-02T03:00:00.000Z', ageSeconds: 86_400 },
  ...{ answerBy: '2026-04-01', askedUntil: null, grantedUntil: null, dueOn: '2026-04-01', overdue: false },
  ...{ outcome: null, asGivenBack: false, revision: 1 },
};

export const listExample = {
  items: [lineExample],
  next: 'WyJZaGhySGRJN3hMLXJ6cTZ6IixbIjIwMjYtMDMtMDJUMDE6MDA6MDAuMDAwWiJdXQ',
};

export const summaryExample: ReferralSummary = {
  ...{ total: 3, open: 2, overdue: 0 },
  byState: [
    { state: 'signed-for', count: 2, open: 2, overdue: 0 },
    { state: 'closed', count: 1, open: 0, overdue: 0 },
  ],
  waitingFor: [{ ...bureau, count: 2, open: 2, overdue: 0 }],
  bySender: [{ ...court, count: 3, open: 2, overdue: 0 }],
  byHolder: [{ ...bureau, count: 3, open: 2, overdue: 0 }],
  byKind: [{ kind: 'enforcement-assistance', name: '执行协助', count: 3, open: 2, overdue: 0 }],
};

const acted = { unit: bureau, occurredAt: lineExample.lastActAt, recordedAt: '2026-03-02T03:00:00.120Z' };

export const viewExample: SeenReferralView = {
  ...lineExample,
  ...{ request: '请协助查询并书面回复', reason: null, summary: null, consent: null, legalBasis: BASIS },
  chain: [
    {
      ...{ unit: bureau, handedBy: court, sentAt: lineExample.sentAt, deliveredAt: null },
      ...{ signedForAt: lineExample.lastActAt, acceptedAt: null, concludedAt: null, handedOnAt: null },
      ...{ toDelivery: null, toSigning: 7_200, toAcceptance: null, toConclusion: null },
    },
  ],
  acts: [
    {
      ...{ revision: 1, type: 'cn.fuyuan.referral.signed-for.v1', ...acted, correctedBy: null },
      data: {
        ...{ referralId: lineExample.referralId, unitId: bureau.unitId },
        ...{ legalBasis: BASIS, occurredAt: lineExample.lastActAt },
      },
    },
  ],
};
