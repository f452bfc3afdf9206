import { LawNotices } from '@fuyuan/domain';
import { CalendarDate, Link, ListOf, nested, OneOf, RegionCode, Text, text } from '@fuyuan/platform';
import { told } from '../unit/unit.terms';
import { NORM_CHANGE_TERMS, NORM_LEVEL_TERMS } from './law-notice.terms';

/** Another norm, by its title and, where it has one, its number. */
export class NormReferenceRequest implements LawNotices.NormReference {
  @Text({ max: 500, description: '规范名称 · Title', example: '国务院关于废止部分行政法规的决定' })
  title!: string;

  @Text({ max: 200, optional: true, description: '文号 · Document number', example: '国务院令第752号' })
  documentNumber: string | null = null;
}

const references = (description: string) =>
  ListOf(
    nested(() => NormReferenceRequest),
    { max: 1000, optional: true, description },
  );

/** The norm that a notice tells of. What the publisher leaves out is kept as not said. */
export class NormRequest implements LawNotices.Norm {
  @Text({ max: 500, description: '规范名称 · Title', example: '优化营商环境条例' })
  title!: string;

  @Text({ max: 200, optional: true, description: '文号 · Document number', example: '国务院令第722号' })
  documentNumber: string | null = null;

  @Text({ max: 200, optional: true, description: '制定机关 · Issuing authority', example: '国务院' })
  issuingAuthority: string | null = null;

  @OneOf(LawNotices.NORM_LEVELS, {
    description: `效力位阶 · Level：${told(NORM_LEVEL_TERMS)}`,
    example: 'administrative-regulation',
  })
  level!: LawNotices.NormLevel;

  @RegionCode({
    optional: true,
    description: '适用区域（GB/T 2260），不填为全国 · Where it applies; the whole country if left out',
    example: '220000',
  })
  regionCode: string | null = null;

  @OneOf(LawNotices.NORM_CHANGES, { description: `变动 · Change：${told(NORM_CHANGE_TERMS)}`, example: 'promulgated' })
  change!: LawNotices.NormChange;

  @CalendarDate({ description: '公布日期 · Promulgated on', example: '2019-10-22' })
  promulgatedOn!: string;

  @CalendarDate({
    optional: true,
    description: '施行日期，除修正外不得早于公布日期 · Effective on; never before its promulgation, unless amended',
    example: '2020-01-01',
  })
  effectiveOn: string | null = null;

  @references('所修改的规范 · Norms that it amends')
  amends: NormReferenceRequest[] = [];

  @references('所废止的规范 · Norms that it repeals')
  repeals: NormReferenceRequest[] = [];

  @ListOf(text({ max: 100 }), {
    max: 1000,
    optional: true,
    description: '涉及的工作领域 · Fields of work that it affects',
    example: ['优化营商环境', '行政执法'],
  })
  fieldsOfWork: string[] = [];

  @Link({ optional: true, description: '公布全文的网址 · Where it is published', example: 'https://www.gov.cn/' })
  link: string | null = null;

  @Text({ max: 200_000, multiline: true, optional: true, description: '全文 · Full text' })
  text: string | null = null;

  @Text({
    max: 20_000,
    multiline: true,
    optional: true,
    description: '沿革 · The acts of its making, as published',
    example:
      '2019年10月8日 国务院第66次常务会议通过；2019年10月22日 中华人民共和国国务院令第722号公布；2020年1月1日 施行',
  })
  history: string | null = null;
}
