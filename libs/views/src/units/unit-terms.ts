/** The words of the field beside the codes: in documents and in what is handed out. */
export const SYSTEMS = { court: '法院', procuratorate: '检察院', government: '政府' } as const;

export const KINDS = {
  court: '人民法院',
  procuratorate: '人民检察院',
  government: '人民政府',
  bureau: '政府部门',
  town: '乡镇人民政府、街道办事处',
  'mediation-body': '调解组织',
  bank: '银行',
  other: '其他',
} as const;

export const LEVELS = { province: '省级', city: '地市级', county: '县级', town: '乡镇、街道' } as const;

export const STANDINGS = { 'not-yet-effective': '未生效', active: '在用', retired: '已停用' } as const;

export const ENDINGS = { retired: '停用', merged: '并入', split: '分设' } as const;

/** `court 法院；procuratorate 检察院` */
export const told = (terms: Readonly<Record<string, string>>): string =>
  Object.entries(terms)
    .map(([code, term]) => `\`${code}\` ${term}`)
    .join('；');
