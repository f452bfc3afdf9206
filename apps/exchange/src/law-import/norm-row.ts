import { LawNotices, RuleBroken } from '@fuyuan/domain';
import { type Fault, type Sentence, validated, ValidationFailed } from '@fuyuan/platform';
import { NORM_LEVEL_TERMS } from '../law-notice/law-notice.terms';
import { NormRequest } from '../law-notice/norm.request';
import { exchangeProblems } from '../problems/exchange-problems';
import type { CsvRow } from './csv-rows';
import type { ImportFault } from './import-fault';
import { changeOf } from './norm-change';
import type { NormColumn, NormColumns } from './norm-columns';
import { provinceCode } from './province-codes';

/** A row as the exchange will be asked to record it, or everything that is wrong with it. */
export type NormRow =
  | Readonly<{ line: number; norm: NormRequest; faults: null }>
  | Readonly<{ line: number; norm: null; faults: readonly ImportFault[] }>;

type Given = Readonly<Partial<Record<NormColumn, string>>>;

/** Checks one row as the exchange would: by the class of the request, then by the rules of the model. */
export function normRow({ line, cells }: CsvRow, columns: NormColumns): NormRow {
  if (cells.length !== columns.count)
    return { line, norm: null, faults: [wrongCount(line, cells.length, columns.count)] };

  const given = givenIn(cells, columns);
  const faults = unreadable(given);
  if (faults.length === 0) {
    try {
      const norm = validated(NormRequest, requested(given));
      LawNotices.requireSoundNorm(norm);
      return { line, norm, faults: null };
    } catch (error) {
      faults.push(...faultsOf(error));
    }
  }
  const named = faults.map(([column, sentence]) => ({ line, column: columns.heading(column), ...sentence }));
  return { line, norm: null, faults: named };
}

function givenIn(cells: readonly string[], { at }: NormColumns): Given {
  const given: Partial<Record<NormColumn, string>> = {};
  for (const [column, place] of Object.entries(at) as [NormColumn, number][]) {
    const cell = cells[place]?.trim();
    if (cell) given[column] = cell;
  }
  return given;
}

/**
 * The body of a request; what the file does not say is left out (`validated` takes undefined for that). What cannot
 * be translated is left for the check to refuse.
 */
const requested = ({ region, level, change, fieldsOfWork, ...same }: Given): Record<string, unknown> => ({
  ...same,
  level: coded(LEVELS, level),
  regionCode: region && (provinceCode(region) ?? region),
  fieldsOfWork: fieldsOfWork && divided(fieldsOfWork),
  promulgatedOn: same.promulgatedOn && isoDate(same.promulgatedOn),
  effectiveOn: same.effectiveOn && isoDate(same.effectiveOn),
  change: coded(CHANGES, change) ?? changeOf(same.history ?? ''),
});

const coded = (codes: Readonly<Record<string, string>>, term: string | undefined): string | undefined =>
  term !== undefined && Object.hasOwn(codes, term) ? codes[term] : term;

const LEVELS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(NORM_LEVEL_TERMS).map(([code, term]) => [term, code]),
);
const CHANGES: Readonly<Record<string, LawNotices.NormChange>> = {
  公布: 'promulgated',
  修订: 'revised',
  修正: 'amended',
  废止: 'repealed',
};

const divided = (fields: string): string[] =>
  fields
    .split(/[；;]/)
    .map((field) => field.trim())
    .filter((field) => field !== '');

/** A spreadsheet turns 2020-01-02 into 2020/1/2; a person writes 2020年1月2日. */
const isoDate = (date: string): string => {
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(date) ?? [];
  return year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : date;
};

type ColumnFault = [NormColumn, Sentence];

const unreadable = (given: Given): ColumnFault[] =>
  (Object.entries(given) as [NormColumn, string][])
    .filter(([, cell]) => cell.includes('\uFFFD'))
    .map(([column]) => [column, UNREADABLE]);

function faultsOf(error: unknown): ColumnFault[] {
  if (error instanceof ValidationFailed) return error.faults.map(faultOfField);
  if (error instanceof RuleBroken) return [[COLUMN_OF_RULE[error.rule] ?? 'title', sentenceOf(error)]];
  throw error;
}

/** The request speaks of fields and codes; whoever wrote the file knows columns and Chinese terms. */
function faultOfField({ field, ...sentence }: Fault): ColumnFault {
  const name = field.replace(/[.[].*$/, '');
  const column = name === 'regionCode' ? 'region' : (name as NormColumn);
  return [column, IN_WORDS_OF_THE_FILE[`${column} ${sentence.rule}`] ?? sentence];
}

const oneOf = (terms: readonly string[]): Sentence => ({
  rule: 'one-of',
  zh: `须为以下之一：${terms.join('、')}。`,
  en: `Must be one of: ${terms.join(', ')}.`,
});

const IN_WORDS_OF_THE_FILE: Readonly<Record<string, Sentence>> = {
  'level one-of': oneOf(Object.keys(LEVELS)),
  'change one-of': oneOf(Object.keys(CHANGES)),
  'region region-code': {
    rule: 'region-code',
    zh: '须为省级行政区的名称（如「山东」）或 GB/T 2260 六位代码；全国适用的留空。',
    en: 'Must be the Chinese name of a province or a six-digit GB/T 2260 code; empty for the whole country.',
  },
};

const COLUMN_OF_RULE: Readonly<Record<string, NormColumn>> = { 'norm.effective-before-promulgated': 'effectiveOn' };

const problems = exchangeProblems();

/** What the exchange would answer. */
function sentenceOf(broken: RuleBroken): Sentence {
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

const wrongCount = (line: number, found: number, wanted: number): ImportFault => ({
  line,
  column: '',
  rule: 'csv.column-count',
  zh: `此行有 ${found} 列，表头有 ${wanted} 列。`,
  en: `This row has ${found} columns, the header has ${wanted}.`,
});
