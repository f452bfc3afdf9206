import type { LegalBasis } from '@fuyuan/domain';
import { type Fault, type Sentence, validated, ValidationFailed } from '@fuyuan/platform';
import {
  type CellFault,
  coded,
  divided,
  type Given,
  givenIn,
  isoDate,
  oneOfTerms,
  unreadableCells,
  wrongCount,
} from '../import/cells';
import type { CsvRow } from '../import/csv-rows';
import type { ImportFault } from '../import/import-fault';
import { legalBasisOf } from '../import/options';
import { RegisterUnitRequest, UnitPath } from '../unit/unit.requests';
import type { UnitColumn, UnitColumns } from './unit-columns';
import { systemOfKind, UNIT_WORDS } from './unit-words';

/** A row that can be read by itself. The parent is as it is written: the id or the name of a unit. */
export type Member = Readonly<{
  line: number;
  unitId: string;
  parent: string | null;
  registration: RegisterUnitRequest;
  heading: (column: UnitColumn) => string;
}>;

/** What is wrong is told by column, where it is a column's fault. `unitId` as far as it can be read: others name it. */
export type UnitRow = Readonly<
  | { member: Member; faults: null }
  | { member: null; line: number; unitId: string | undefined; faults: readonly ImportFault[] }
>;

/** Checks one row as the exchange would check its request. `usualBasis` is that of rows that name none. */
export const unitRowReader =
  (usualBasis: readonly LegalBasis[]) =>
  (row: CsvRow, columns: UnitColumns): UnitRow => {
    const { line } = row;
    const { heading } = columns;
    const miscounted = wrongCount(row, columns);
    if (miscounted.length > 0) return { member: null, line, unitId: undefined, faults: miscounted };

    const given = givenIn(row, columns);
    const unitId = given.unitId?.toLowerCase();
    const faults = unreadableCells(given);
    if (faults.length === 0) {
      const path = checked(UnitPath, { unitId }, faults);
      const registration = checked(RegisterUnitRequest, requested(given, usualBasis), faults);
      if (path && registration) {
        const parent = given.parent ?? null;
        return { member: { line, unitId: path.unitId, parent, registration, heading }, faults: null };
      }
    }
    const named = faults.map(([column, sentence]) => ({ line, column: heading(column), ...sentence }));
    return { member: null, line, unitId, faults: named };
  };

function checked<T extends object>(shape: new () => T, value: object, faults: CellFault<UnitColumn>[]): T | undefined {
  try {
    return validated(shape, value);
  } catch (error) {
    if (!(error instanceof ValidationFailed)) throw error;
    faults.push(...error.faults.map(faultOfField));
    return undefined;
  }
}

/** The body of a request; the parent is left for the whole list to find. */
function requested(given: Given<UnitColumn>, usualBasis: readonly LegalBasis[]): Record<string, unknown> {
  const { name, regionCode, effectiveOn, officers, legalBasis } = given;
  const kind = coded(UNIT_WORDS.kind.codes, given.kind);
  return {
    name,
    kind,
    regionCode,
    level: coded(UNIT_WORDS.level.codes, given.level),
    system: coded(UNIT_WORDS.system.codes, given.system) ?? systemOfKind(kind),
    effectiveOn: effectiveOn && isoDate(effectiveOn),
    officers: officers && [...new Set(divided(officers, /[、；;，,\n]/))],
    legalBasis: legalBasis ? divided(legalBasis, /[；;\n]/).map(legalBasisOf) : usualBasis,
  };
}

/** The request speaks of fields and codes; whoever wrote the file knows columns and Chinese words. */
function faultOfField({ field, rule, zh, en }: Fault): CellFault<UnitColumn> {
  const column = field.replace(/[.[].*$/, '') as UnitColumn;
  const terms = column in UNIT_WORDS && rule === 'one-of' ? UNIT_WORDS[column as keyof typeof UNIT_WORDS].told : null;
  return [column, terms ? oneOfTerms(terms) : (IN_WORDS_OF_THE_FILE[rule] ?? { rule, zh, en })];
}

const IN_WORDS_OF_THE_FILE: Readonly<Record<string, Sentence>> = {
  'region-code': {
    rule: 'region-code',
    zh: '须为 GB/T 2260 六位行政区划代码。',
    en: 'Must be a six-digit GB/T 2260 code.',
  },
};
