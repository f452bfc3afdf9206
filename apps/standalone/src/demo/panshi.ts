/** Real organs of Panshi (磐石市, region 220284) and real norms; what is done with them here is for demonstration. */
const MEMBERS = [{ norm: '磐石市府院联席会议工作规则', article: '第二条第（三）项' }];
const SHARING = [{ norm: '磐石市府院联席会议工作规则', article: '第六条第（一）项' }];

const unit = (name: string, kind: string, system: string, parentId: string | null = null) => ({
  name,
  kind,
  system,
  level: 'county',
  regionCode: '220284',
  parentId,
  effectiveOn: '2024-04-30',
  legalBasis: MEMBERS,
});

const GOVERNMENT = 'panshi-government';

export const units = {
  [GOVERNMENT]: unit('磐石市人民政府', 'government', 'government'),
  'panshi-justice-bureau': unit('磐石市司法局', 'bureau', 'government', GOVERNMENT),
  'panshi-market-bureau': unit('磐石市市场监督管理局', 'bureau', 'government', GOVERNMENT),
  'panshi-audit-bureau': unit('磐石市审计局', 'bureau', 'government', GOVERNMENT),
  'panshi-court': unit('磐石市人民法院', 'court', 'court'),
  'panshi-procuratorate': unit('磐石市人民检察院', 'procuratorate', 'procuratorate'),
};

export const notices = {
  'demo-business-environment': {
    norm: {
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
    },
    addressees: ['panshi-court', 'panshi-procuratorate', 'panshi-market-bureau'],
    legalBasis: SHARING,
  },
  'demo-administrative-penalty': {
    norm: {
      title: '中华人民共和国行政处罚法',
      issuingAuthority: '全国人民代表大会常务委员会',
      level: 'law',
      change: 'revised',
      promulgatedOn: '2021-01-22',
      effectiveOn: '2021-07-15',
      fieldsOfWork: ['行政处罚', '行刑衔接'],
    },
    addressees: ['panshi-court', 'panshi-procuratorate', 'panshi-market-bureau'],
    legalBasis: SHARING,
  },
};
