import type { Units } from '@fuyuan/domain';

/** The words of the field beside the codes, for those who read the documentation. */
export const SYSTEM_TERMS: Record<Units.UnitSystem, string> = {
  court: '法院',
  procuratorate: '检察院',
  government: '政府（含乡镇、调解组织、银行）',
};

export const LEVEL_TERMS: Record<Units.UnitLevel, string> = {
  province: '省级',
  city: '地市级',
  county: '县级（含县级市、区）',
  town: '乡镇、街道',
};

export const KIND_TERMS: Record<Units.UnitKind, string> = {
  court: '人民法院',
  procuratorate: '人民检察院',
  government: '人民政府',
  bureau: '政府部门',
  town: '乡镇人民政府、街道办事处',
  'mediation-body': '调解组织',
  bank: '银行',
  other: '其他',
};

/** `court 法院；procuratorate 检察院；…` */
export const told = (terms: Readonly<Record<string, string>>): string =>
  Object.entries(terms)
    .map(([code, term]) => `\`${code}\` ${term}`)
    .join('；');
