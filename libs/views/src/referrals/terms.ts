import type { State } from '@fuyuan/projections';

/** The words of the field beside the codes. */
export const STATE_TERMS: Readonly<Record<State, string>> = {
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

export const OUTCOME_TERMS: Readonly<Record<string, string>> = {
  settled: '办成',
  'partly-settled': '部分办成',
  'not-settled': '未办成',
  'case-filed': '立案',
  'case-not-filed': '不予立案',
  other: '其他',
};

export const told = (terms: Readonly<Record<string, string>>): string =>
  Object.entries(terms)
    .map(([code, term]) => `${code} ${term}`)
    .join('、');
