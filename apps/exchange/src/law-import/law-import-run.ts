import type { ImportRequest, ImportRun } from '../import/import-run';
import type { Circular } from './publication';

export type LawImportRun = ImportRun<ImportRequest & Readonly<{ circular: Circular }>>;
