/** Real organs of Panshi (磐石市, Jilin), as the office would register them. */
export const PANSHI_RULES = [{ norm: '磐石市府院联席会议工作规则', article: '第二条第（三）项' }];

export const registerExamples = {
  court: {
    summary: '磐石市人民法院',
    value: {
      name: '磐石市人民法院',
      kind: 'court',
      system: 'court',
      level: 'county',
      regionCode: '220284',
      effectiveOn: '2024-04-30',
      officers: ['li-court'],
      legalBasis: PANSHI_RULES,
    },
  },
  procuratorate: {
    summary: '磐石市人民检察院',
    value: {
      name: '磐石市人民检察院',
      kind: 'procuratorate',
      system: 'procuratorate',
      level: 'county',
      regionCode: '220284',
      effectiveOn: '2024-04-30',
      legalBasis: PANSHI_RULES,
    },
  },
  bureau: {
    summary: '磐石市司法局（联席会议办公室设于此）',
    value: {
      name: '磐石市司法局',
      kind: 'bureau',
      system: 'government',
      level: 'county',
      regionCode: '220284',
      effectiveOn: '2024-04-30',
      legalBasis: PANSHI_RULES,
      occurredAt: '2024-05-06T09:30:00+08:00',
    },
  },
};

export const retireExamples = {
  merged: {
    summary: '机构撤销后停用',
    value: {
      effectiveOn: '2026-12-31',
      reason: '机构撤销，无未办结事项。',
      legalBasis: PANSHI_RULES,
    },
  },
};
