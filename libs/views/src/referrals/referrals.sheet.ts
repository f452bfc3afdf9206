import type { Sheet } from '../export/sheet';
import type { ReferralLine } from './referral-line.view';
import { OUTCOME_TERMS, STATE_TERMS } from './terms';

const yesNo = (is: boolean): string => (is ? '是' : '否');

/** The list of referrals as it is handed out. */
export const referralsSheet: Sheet<ReferralLine> = {
  name: '移送',
  columns: [
    { heading: '事由', kind: 'text', width: 48, of: ({ subject }) => subject },
    { heading: '类别', kind: 'text', of: ({ kindName }) => kindName },
    { heading: '案号', kind: 'text', width: 28, of: ({ caseNumber }) => caseNumber },
    { heading: '状态', kind: 'text', width: 10, of: ({ state }) => STATE_TERMS[state] },
    { heading: '移送单位', kind: 'text', width: 32, of: ({ sender }) => sender.name },
    { heading: '承办单位', kind: 'text', width: 32, of: ({ holder }) => holder.name },
    { heading: '延期审批单位', kind: 'text', width: 32, of: ({ approver }) => approver.name },
    { heading: '监督检察院', kind: 'text', width: 32, of: ({ supervisor }) => supervisor?.name ?? null },
    {
      heading: '待办单位',
      kind: 'text',
      width: 32,
      of: ({ waitingFor }) => waitingFor.map(({ name }) => name).join('、'),
    },
    { heading: '移送时间（北京时间）', kind: 'instant', of: ({ sentAt }) => sentAt },
    { heading: '最近办理（北京时间）', kind: 'instant', of: ({ lastActAt }) => lastActAt },
    { heading: '现状起始（北京时间）', kind: 'instant', of: ({ standingSince }) => standingSince },
    { heading: '历时（天）', kind: 'number', of: ({ ageSeconds }) => Math.floor(ageSeconds / 86_400) },
    { heading: '要求回复日期', kind: 'day', of: ({ answerBy }) => answerBy },
    { heading: '申请延期至', kind: 'day', of: ({ askedUntil }) => askedUntil },
    { heading: '批准延期至', kind: 'day', of: ({ grantedUntil }) => grantedUntil },
    { heading: '应办结日期', kind: 'day', of: ({ dueOn }) => dueOn },
    { heading: '超期', kind: 'text', width: 8, of: ({ overdue }) => yesNo(overdue) },
    { heading: '结果', kind: 'text', width: 12, of: ({ outcome }) => outcome && (OUTCOME_TERMS[outcome] ?? outcome) },
    { heading: '限定知悉', kind: 'text', width: 10, of: ({ restricted }) => yesNo(restricted) },
    { heading: '已退回，所见止于退回时', kind: 'text', width: 12, of: ({ asGivenBack }) => yesNo(asGivenBack) },
    { heading: '移送编号', kind: 'text', width: 38, of: ({ referralId }) => referralId },
  ],
};
