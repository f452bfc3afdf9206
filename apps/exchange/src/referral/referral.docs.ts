import { Referrals } from '@fuyuan/domain';
import type { ActDocs } from '../docs/act';
import type { ReadingDocs } from '../docs/reading';
import { HistoryView } from '../history/history.view';
import { ActsView } from './acts.view';
import { ReferralView } from './referral.view';
import { SendReferralRequest } from './send-referral.request';

/** 六、（三）: the three powers hand matters to one another. */
export const RULES = [{ norm: '磐石市府院联席会议工作规则', article: '第六条第（三）项' }];

const UNIT_ACTS = ['unit.unknown', 'unit.not-yet-effective', 'unit.retired', 'unit.not-liaison-officer'];

/** What every act on a referral may be refused with; one that is not for the asker does not exist. */
export const ON_A_REFERRAL = [...UNIT_ACTS, 'act.before-the-record', 'record-unknown', 'record-not-yours'];

/** The rules under which an act is refused in these states. */
export const refusedIn = (...statuses: readonly Referrals.ReferralStatus[]): string[] =>
  statuses.map((status) => `referral.is-${status}`);

export const example = (value: object): ActDocs['examples'] => ({ usual: { summary: '常见 · As usual', value } });

export const sendDocs: ActDocs = {
  summary: '移送 · Send a referral',
  description:
    '把事项移送给另一单位并要求回复；编号由账号与幂等键导出，见回执。请勿写入当事人个人信息。· Hands a matter to another unit, which must answer. The id comes from the account and the Idempotency-Key. No personal data of parties.',
  body: SendReferralRequest,
  examples: {
    enforcement: {
      summary: '执行协助',
      value: {
        kind: 'enforcement-assistance',
        receiver: 'panshi-justice-bureau',
        subject: '协助查询不动产登记',
        request: '请协助查询被执行人名下不动产登记情况，并书面回复。',
        caseNumber: '（2026）吉0284执12号',
        legalBasis: RULES,
      },
    },
    mediation: {
      summary: '委派调解（须有当事人同意）',
      value: {
        kind: 'assigned-mediation',
        receiver: 'panshi-justice-bureau',
        subject: '物业服务合同纠纷委派调解',
        request: '请在规定期限内组织调解并书面回复。',
        consent: { parties: 2, consentedOn: '2026-02-27', paper: '诉前调解同意书' },
        legalBasis: RULES,
      },
    },
    supervised: {
      summary: '抄送检察院监督',
      value: {
        kind: 'enforcement-assistance',
        receiver: 'panshi-justice-bureau',
        supervisor: 'panshi-procuratorate',
        subject: '协助查封涉案房产',
        request: '请协助办理查封登记，并书面回复。',
        caseNumber: '（2026）吉0284执13号',
        answerBy: '2099-04-01',
        legalBasis: RULES,
      },
    },
  },
  makes: true,
  rules: [
    ...UNIT_ACTS,
    'referral.already-sent',
    'referral.sent-to-itself',
    'referral.approver-is-receiver',
    'referral.supervisor-is-party',
    'referral.supervisor-not-procuratorate',
    'referral.kind-not-listed',
    'referral.kind-not-for-sender',
    'referral.kind-not-for-receiver',
    'referral.needs-consent',
    'referral.consent-of-too-few',
    'referral.consent-after-sending',
    'referral.answer-by-not-ahead',
  ],
};

const WHO_SEES =
  '移送、审批、承办和转办单位、监督的检察院及审计可见；限定知悉的类别，办公室亦不可见，对其他单位视同不存在（404）。· For the units it names and auditors, and the office of the region unless the kind is restricted; then it does not exist for others.';

export const showDocs: ReadingDocs = {
  summary: '查看移送 · Show a referral',
  description: WHO_SEES,
  view: ReferralView,
  refusals: ['record-not-yours'],
};

export const historyDocs: ReadingDocs = {
  summary: '移送的全部历史 · History of a referral',
  description: `依次列出每一行为；已退回的单位所见止于其退回。${WHO_SEES}`,
  view: HistoryView,
  refusals: ['record-not-yours'],
};

export const actsDocs: ReadingDocs = {
  summary: '现在可以办理哪些事项 · Which acts may I do now',
  description: `逐项列出可否办理；不可办理的，给出规则代码和中英文说明。${WHO_SEES}`,
  view: ActsView,
  refusals: ['record-not-yours'],
};
