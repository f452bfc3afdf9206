import type { LawNotices } from '@fuyuan/domain';

/** The words of the field beside the codes, for those who read the documentation. */
export const NORM_LEVEL_TERMS: Record<LawNotices.NormLevel, string> = {
  law: '法律',
  'administrative-regulation': '行政法规',
  'judicial-interpretation': '司法解释',
  'departmental-rule': '部门规章',
  'local-regulation': '地方性法规',
  'local-government-rule': '地方政府规章',
  'normative-document': '规范性文件',
};

export const NORM_CHANGE_TERMS: Record<LawNotices.NormChange, string> = {
  promulgated: '公布',
  revised: '修订（全文重新公布，另定施行日期）',
  amended: '修正（部分条文修改，原施行日期不变）',
  repealed: '废止',
};

export const IMPACT_TERMS: Record<LawNotices.Impact, string> = {
  none: '不涉及',
  partial: '部分涉及',
  major: '重大影响',
};
