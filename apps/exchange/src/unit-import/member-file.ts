import type { LegalBasis } from '@fuyuan/domain';
import { CsvFile } from '../import/csv-file';
import type { CsvRow } from '../import/csv-rows';
import { FileUnreadable } from '../import/import-fault';
import { headingOf, unitColumnsOf, type UnitColumns } from './unit-columns';
import { unitRowReader, type UnitRow } from './unit-row';

export type MemberFile = CsvFile<UnitColumns, UnitRow>;

/** A member list. Rows that name no legal basis rest on the usual one. Throws what node says of the file. */
export const openMembers = (path: string, usualBasis: readonly LegalBasis[]): Promise<MemberFile> =>
  CsvFile.open(path, {
    row: unitRowReader(usualBasis),
    header: (row: CsvRow): UnitColumns => {
      const columns = unitColumnsOf(row);
      if (usualBasis.length > 0 || columns.at.legalBasis !== undefined) return columns;
      throw new FileUnreadable([{ line: row.line, column: headingOf('legalBasis'), ...NO_BASIS }]);
    },
  });

const NO_BASIS = {
  rule: 'act.no-legal-basis',
  zh: '没有「法律依据」一列，也没有用 --legal-basis 给出法律依据。',
  en: 'There is neither a column of legal bases nor --legal-basis.',
};
