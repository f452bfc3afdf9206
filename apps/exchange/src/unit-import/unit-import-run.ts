import type { LegalBasis } from '@fuyuan/domain';
import type { ImportRequest, ImportRun } from '../import/import-run';

export type UnitImportRequest = ImportRequest &
  Readonly<{
    /** Of rows that name none. */
    legalBasis: readonly LegalBasis[];
    /** Where the result of each row is written. */
    report: string | null;
  }>;

export type UnitImportRun = ImportRun<UnitImportRequest>;
