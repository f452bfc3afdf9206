/** 六、（一）: the three powers tell one another of newly promulgated norms. */
const SHARING = [{ norm: '磐石市府院联席会议工作规则', article: '第六条第（一）项' }];

const NORM = {
  title: '优化营商环境条例',
  documentNumber: '国务院令第722号',
  issuingAuthority: '国务院',
  level: 'administrative-regulation',
  change: 'promulgated',
  promulgatedOn: '2019-10-22',
  effectiveOn: '2020-01-01',
  fieldsOfWork: ['优化营商环境', '行政执法'],
  history:
    '2019年10月8日 国务院第66次常务会议通过；2019年10月22日 中华人民共和国国务院令第722号公布；2020年1月1日 施行',
};

export const publishExamples = {
  regulation: {
    summary: '通报《优化营商环境条例》',
    value: { norm: NORM, addressees: ['panshi-court', 'panshi-procuratorate'], legalBasis: SHARING },
  },
  shortest: {
    summary: '只填必填项',
    value: {
      norm: {
        title: '最高人民法院关于适用《中华人民共和国行政诉讼法》的解释',
        level: 'judicial-interpretation',
        change: 'promulgated',
        promulgatedOn: '2018-02-06',
      },
      addressees: ['panshi-court'],
      legalBasis: SHARING,
    },
  },
};

export const correctExamples = {
  field: {
    summary: '补充涉及的工作领域',
    value: {
      norm: { ...NORM, fieldsOfWork: ['优化营商环境', '行政执法', '公平竞争审查'] },
      reason: '涉及的工作领域漏列公平竞争审查，现予更正。',
      legalBasis: SHARING,
    },
  },
};

export const withdrawExamples = {
  repeated: {
    summary: '重复通报',
    value: { reason: '与此前通报重复，现予撤回。', legalBasis: SHARING },
  },
};

export const addresseeExamples = {
  now: { summary: '依据沿用通报的依据，时间为现在', value: {} },
  named: { summary: '另载依据', value: { legalBasis: SHARING } },
};

export const assessExamples = {
  partial: {
    summary: '部分涉及',
    value: {
      impact: 'partial',
      opinion: '涉企行政案件审理中适用条例关于平等保护市场主体的规定。',
      measures: '组织行政庭专题学习，更新涉企案件裁判指引。',
    },
  },
};
