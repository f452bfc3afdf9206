import { FileUnreadable, type ImportFault } from './import-fault';
import type { CsvRow } from './csv-rows';

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
} as const;

export type NormColumn = keyof typeof HEADINGS;

/** Always there, though a cell may be empty: a file without one of them was cut down by mistake. */
const REQUIRED: readonly NormColumn[] = ['title', 'level', 'region', 'promulgatedOn', 'effectiveOn', 'history'];

/** Where each column stands in this file, and how its header names it. */
export type NormColumns = Readonly<{
  count: number;
  at: Partial<Record<NormColumn, number>>;
  heading: (column: NormColumn) => string;
}>;

const COLUMNS = Object.keys(HEADINGS) as NormColumn[];
const BY_HEADING = new Map<string, NormColumn>(
  COLUMNS.flatMap((column) => [column, ...HEADINGS[column]].map((heading) => [heading.toLowerCase(), column] as const)),
);

/**
 * Reads the header of the file.
 *
 * @throws FileUnreadable naming every column that is unknown, missing or there twice.
 */
export function columnsOf({ line, cells }: CsvRow): NormColumns {
  const headings = cells.map((cell) => cell.trim());
  const at: Partial<Record<NormColumn, number>> = {};
  const faults: ImportFault[] = [];

  headings.forEach((heading, place) => {
    const column = BY_HEADING.get(heading.toLowerCase());
    if (!column) faults.push(unknown(line, heading === '' ? `#${place + 1}` : heading));
    else if (at[column] !== undefined) faults.push(twice(line, heading, column));
    else at[column] = place;
  });
  faults.push(...REQUIRED.filter((column) => at[column] === undefined).map((column) => missing(line, column)));
  if (faults.length > 0) throw new FileUnreadable(faults);

  return { count: cells.length, at, heading: (column) => headings[at[column] ?? -1] ?? column };
}

const unknown = (line: number, heading: string): ImportFault => ({
  line,
  column: heading.length > 40 ? `${heading.slice(0, 40)}…` : heading,
  rule: 'column.unknown',
  zh: `没有这一列。可用的列：${COLUMNS.map((column) => `${column}（${HEADINGS[column][0]}）`).join('、')}。`,
  en: `There is no such column. Columns: ${COLUMNS.join(', ')}.`,
});

const missing = (line: number, column: NormColumn): ImportFault => ({
  line,
  column,
  rule: 'column.missing',
  zh: `缺少「${HEADINGS[column][0]}」（${column}）一列；单元格可以为空，但列不能少。`,
  en: `The column ${column} is missing; a column must be there even where its cells may be empty.`,
});

const twice = (line: number, heading: string, column: NormColumn): ImportFault => ({
  line,
  column: heading,
  rule: 'column.twice',
  zh: `「${HEADINGS[column][0]}」（${column}）一列出现了两次。`,
  en: `The column ${column} occurs twice.`,
});
