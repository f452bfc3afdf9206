import { columnsReader, type Columns, type Headings } from '../import/columns';

/** The columns of a file of norms, each by its name and by the Chinese headings under which it is known. */
const HEADINGS = {
  title: ['标题', '名称', '法规名称', '规范名称'],
  level: ['级别', '效力级别', '效力位阶', '效力层级'],
  region: ['地区', '适用地区', '适用区域'],
  promulgatedOn: ['公布日期', '发布日期', '颁布日期'],
  effectiveOn: ['施行日期', '生效日期', '实施日期'],
  history: ['沿革', '历史沿革'],
  change: ['变动', '变动情况'],
  documentNumber: ['文号', '发文字号'],
  issuingAuthority: ['制定机关', '发布机关', '公布机关'],
  fieldsOfWork: ['涉及领域', '工作领域'],
  link: ['链接', '网址'],
  text: ['正文', '全文'],
} as const satisfies Headings<string>;

export type NormColumn = keyof typeof HEADINGS;
export type NormColumns = Columns<NormColumn>;

const REQUIRED: readonly NormColumn[] = ['title', 'level', 'region', 'promulgatedOn', 'effectiveOn', 'history'];

/** Reads the header of the file. Throws FileUnreadable naming every column that is unknown, missing or there twice. */
export const normColumnsOf = columnsReader<NormColumn>(HEADINGS, REQUIRED);
