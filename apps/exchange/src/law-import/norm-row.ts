import { LawNotices, RuleBroken } from '@fuyuan/domain';
import { type Fault, type Sentence, validated, ValidationFailed } from '@fuyuan/platform';
import {
  type CellFault,
  coded,
  divided,
  type Given,
  givenIn,
  isoDate,
  oneOfTerms,
  sentenceOf,
  unreadableCells,
  wrongCount,
} from '../import/cells';
import type { CsvRow } from '../import/csv-rows';
import type { ImportFault } from '../import/import-fault';
import { NORM_LEVEL_TERMS } from '../law-notice/law-notice.terms';
import { NormRequest } from '../law-notice/norm.request';
import { changeOf } from './norm-change';
import type { NormColumn, NormColumns } from './norm-columns';
import { provinceCode } from './province-codes';

/** A row as the exchange will be asked to record it, or everything that is wrong with it. */
export type NormRow =
  | Readonly<{ line: number; norm: NormRequest; faults: null }>
  | Readonly<{ line: number; norm: null; faults: readonly ImportFault[] }>;

/** Checks one row as the exchange would: by the class of the request, then by the rules of the model. */
export function normRow(row: CsvRow, columns: NormColumns): NormRow {
  const { line } = row;
  const miscounted = wrongCount(row, columns);
  if (miscounted.length > 0) return { line, norm: null, faults: miscounted };

  const given = givenIn(row, columns);
  const faults = unreadableCells(given);
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

/**
 * The body of a request; what the file does not say is left out (`validated` takes undefined for that). What cannot
 * be translated is left for the check to refuse.
 */
const requested = ({ region, level, change, fieldsOfWork, ...same }: Given<NormColumn>): Record<string, unknown> => ({
  ...same,
  level: coded(LEVELS, level),
  regionCode: region && (provinceCode(region) ?? region),
  fieldsOfWork: fieldsOfWork && divided(fieldsOfWork, /[；;]/),
  promulgatedOn: same.promulgatedOn && isoDate(same.promulgatedOn),
  effectiveOn: same.effectiveOn && isoDate(same.effectiveOn),
  change: coded(CHANGES, change) ?? changeOf(same.history ?? ''),
});

const LEVELS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(NORM_LEVEL_TERMS).map(([code, term]) => [term, code]),
);
const CHANGES: Readonly<Record<string, LawNotices.NormChange>> = {
  公布: 'promulgated',
  修订: 'revised',
  修正: 'amended',
  废止: 'repealed',
};

function faultsOf(error: unknown): CellFault<NormColumn>[] {
  if (error instanceof ValidationFailed) return error.faults.map(faultOfField);
  if (error instanceof RuleBroken) return [[COLUMN_OF_RULE[error.rule] ?? 'title', sentenceOf(error)]];
  throw error;
}

/** The request speaks of fields and codes; whoever wrote the file knows columns and Chinese terms. */
function faultOfField({ field, ...sentence }: Fault): CellFault<NormColumn> {
  const name = field.replace(/[.[].*$/, '');
  const column = name === 'regionCode' ? 'region' : (name as NormColumn);
  return [column, IN_WORDS_OF_THE_FILE[`${column} ${sentence.rule}`] ?? sentence];
}

const IN_WORDS_OF_THE_FILE: Readonly<Record<string, Sentence>> = {
  'level one-of': oneOfTerms(Object.keys(LEVELS)),
  'change one-of': oneOfTerms(Object.keys(CHANGES)),
  'region region-code': {
    rule: 'region-code',
    zh: '须为省级行政区的名称（如「山东」）或 GB/T 2260 六位代码；全国适用的留空。',
    en: 'Must be the Chinese name of a province or a six-digit GB/T 2260 code; empty for the whole country.',
  },
};

const COLUMN_OF_RULE: Readonly<Record<string, NormColumn>> = { 'norm.effective-before-promulgated': 'effectiveOn' };
