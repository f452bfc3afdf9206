import { RuleBroken } from '@fuyuan/domain';
import type { Sentence } from '@fuyuan/platform';
import { exchangeProblems } from '../problems/exchange-problems';
import type { Columns } from './columns';
import type { CsvRow } from './csv-rows';
import type { ImportFault } from './import-fault';

/** What a row says, by column; empty cells are left out. */
export type Given<Column extends string> = Readonly<Partial<Record<Column, string>>>;

/** What is wrong with a cell. */
export type CellFault<Column extends string> = readonly [Column, Sentence];

export function givenIn<Column extends string>({ cells }: CsvRow, { at }: Columns<Column>): Given<Column> {
  const given: Partial<Record<Column, string>> = {};
  for (const [column, place] of Object.entries(at) as [Column, number][]) {
    const cell = cells[place]?.trim();
    if (cell) given[column] = cell;
  }
  return given;
}

/** The code of a term; what is no term stays as it is written, for the check to take or refuse. */
export const coded = (codes: Readonly<Record<string, string>>, term: string | undefined): string | undefined =>
  term !== undefined && Object.hasOwn(codes, term) ? codes[term] : term;

/** The parts of a cell; `marks` matches what stands between them. */
export const divided = (cell: string, marks: RegExp): string[] =>
  cell
    .split(marks)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** A spreadsheet turns 2020-01-02 into 2020/1/2; a person writes 2020年1月2日. */
export const isoDate = (date: string): string => {
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(date) ?? [];
  return year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : date;
};

/** Cells whose bytes are of no known encoding. */
export const unreadableCells = <Column extends string>(given: Given<Column>): CellFault<Column>[] =>
  (Object.entries(given) as [Column, string][])
    .filter(([, cell]) => cell.includes('\uFFFD'))
    .map(([column]) => [column, UNREADABLE]);

/** A row that has not as many cells as the header; none where it has. */
export const wrongCount = ({ line, cells }: CsvRow, { count }: Readonly<{ count: number }>): ImportFault[] =>
  cells.length === count
    ? []
    : [
        {
          line,
          column: '',
          rule: 'csv.column-count',
          zh: `此行有 ${cells.length} 列，表头有 ${count} 列。`,
          en: `This row has ${cells.length} columns, the header has ${count}.`,
        },
      ];

export const oneOfTerms = (terms: readonly string[]): Sentence => ({
  rule: 'one-of',
  zh: `须为以下之一：${terms.join('、')}。`,
  en: `Must be one of: ${terms.join(', ')}.`,
});

const problems = exchangeProblems();

/** What the exchange would answer. */
export function sentenceOf(broken: RuleBroken): Sentence {
  const problem = problems.mapped(broken);
  if (!problem) return { rule: broken.rule, zh: broken.message, en: broken.message };

  const said = (language: 'zh' | 'en') =>
    problems.documentOf(problem, { language, instance: '', correlationId: '' }).detail;
  return { rule: broken.rule, zh: said('zh'), en: said('en') };
}

const UNREADABLE: Sentence = {
  rule: 'text.unreadable',
  zh: '含有无法识别的字符；文件须为 UTF-8 或 GB18030 编码。',
  en: 'Holds characters that cannot be read; the file must be UTF-8 or GB18030.',
};
