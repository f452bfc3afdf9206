import type { Referrals } from '@fuyuan/domain';

/** The words of the field beside the codes, for those who read the documentation. */
export const STATUS_TERMS: Record<Referrals.ReferralStatus, string> = {
  sent: '已移送',
  delivered: '已送达',
  'signed-for': '已签收',
  accepted: '已受理',
  suspended: '已中止',
  returned: '已退回',
  concluded: '已办结',
  confirmed: '已确认',
  closed: '已销号',
  recalled: '已撤回',
};

export const OUTCOME_TERMS: Record<Referrals.Outcome, string> = {
  settled: '办成（调解成功、争议化解、协助完成）',
  'partly-settled': '部分办成',
  'not-settled': '未办成（调解不成）',
  'case-filed': '立案',
  'case-not-filed': '不予立案',
  other: '其他',
};

export const DELIVERY_TERMS: Record<Referrals.DeliveryMode, string> = {
  electronic: '电子送达',
  'in-person': '直接送达',
  post: '邮寄送达',
  exchange: '机要交换',
};

export const ACT_TERMS: Record<Referrals.ReferralAct, string> = {
  recall: '撤回',
  deliver: '登记送达',
  'sign-for': '签收',
  accept: '受理',
  return: '退回',
  forward: '转办',
  'report-progress': '报告进展',
  'request-extension': '申请延期',
  'grant-extension': '批准延期',
  'refuse-extension': '不予延期',
  suspend: '中止',
  resume: '恢复办理',
  urge: '催办',
  supervise: '检察监督',
  conclude: '办结',
  confirm: '确认',
  'send-back': '退回补充办理',
  close: '销号',
  reopen: '重新办理',
  correct: '更正误录',
};
