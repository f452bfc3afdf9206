import { rule } from './rule';

/** What holds for law notices and the norms they tell of. */
export const lawNoticeRules = {
  'law-notice.unknown': {
    ...rule(
      { zh: '没有此通报', en: 'No such law notice' },
      { zh: '没有发布过编号为 {noticeId} 的法规更新通报。', en: 'No law notice {noticeId} is published.' },
    ),
    status: 404,
  },
  'law-notice.withdrawn': rule(
    { zh: '通报已撤回', en: 'The law notice is withdrawn' },
    {
      zh: '通报 {noticeId} 已撤回，不再办理。',
      en: 'The law notice {noticeId} is withdrawn and takes no further act.',
    },
  ),
  'law-notice.already-published': rule(
    { zh: '通报已发布', en: 'The law notice is published already' },
    {
      zh: '通报 {noticeId} 已发布；如有错误请更正。',
      en: 'The law notice {noticeId} is published already; correct it if it is mistaken.',
    },
  ),
  'law-notice.not-an-organ': rule(
    { zh: '该类单位不发布法规更新通报', en: 'Not an organ' },
    {
      zh: '法规更新通报由法院、检察院和政府机关发布，单位 {unitId} 属于“{kindTerm}”。',
      en: 'Courts, procuratorates and authorities publish law notices; {unitId} is a {kind}.',
    },
  ),
  'law-notice.not-publisher': rule(
    { zh: '非发布单位', en: 'Not the publisher' },
    {
      zh: '该通报不是由 {unitId} 发布的，只有发布单位可以更正或撤回。',
      en: '{unitId} did not publish this notice; only its publisher corrects or withdraws it.',
    },
  ),
  'law-notice.not-addressed': rule(
    { zh: '非受文单位', en: 'Not addressed' },
    {
      zh: '该通报未发给 {unitId}，不能签收、签阅或评估。',
      en: 'The notice is not addressed to {unitId}, which cannot sign for, read or assess it.',
    },
  ),
  'law-notice.not-signed-for': rule(
    { zh: '尚未签收', en: 'Not signed for yet' },
    { zh: '请先签收通报的现行版本，再签阅。', en: 'Sign for the present edition of the notice before reading it.' },
  ),
  'law-notice.not-read': rule(
    { zh: '尚未签阅', en: 'Not read yet' },
    { zh: '请先签阅通报的现行版本，再评估影响。', en: 'Read the present edition of the notice before assessing it.' },
  ),
  'law-notice.no-addressee': rule(
    { zh: '没有受文单位', en: 'No addressee' },
    { zh: '通报须至少发给一个单位。', en: 'A law notice is addressed to at least one unit.' },
  ),
  'law-notice.too-many-addressees': rule(
    { zh: '受文单位过多', en: 'Too many addressees' },
    {
      zh: '一份通报最多发给 {most} 个单位，更多请分次发布。',
      en: 'A law notice is addressed to {most} units at most; publish several.',
    },
  ),
  'law-notice.addressee-twice': rule(
    { zh: '受文单位重复', en: 'An addressee is named twice' },
    { zh: '每个受文单位只列一次。', en: 'A law notice names each addressed unit once.' },
  ),
  'law-notice.addressed-to-publisher': rule(
    { zh: '受文单位包含发布单位', en: 'Addressed to its publisher' },
    { zh: '通报不能发给发布单位自身（{unitId}）。', en: 'A law notice is not addressed to its publisher ({unitId}).' },
  ),
  'norm.effective-before-promulgated': rule(
    { zh: '施行日期早于公布日期', en: 'Effective before it was promulgated' },
    {
      zh: '《{title}》的施行日期 {effectiveOn} 早于公布日期 {promulgatedOn}；只有修正的规范可以如此。',
      en: '{title} is said to be effective on {effectiveOn}, before it was promulgated on {promulgatedOn}; only an amended norm may be.',
    },
  ),
  'norm.repeals-itself': rule(
    { zh: '规范废止了自身', en: 'A norm repeals itself' },
    { zh: '《{title}》不能列为自身所废止的规范。', en: '{title} is said to repeal itself.' },
  ),
};
