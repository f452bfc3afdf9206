import { CsvFile } from '../import/csv-file';
import { normColumnsOf, type NormColumns } from './norm-columns';
import { normRow, type NormRow } from './norm-row';

export type NormFile = CsvFile<NormColumns, NormRow>;

/** A file of norms. Throws what node says when it is not there or may not be read. */
export const openNorms = (path: string): Promise<NormFile> =>
  CsvFile.open(path, { header: normColumnsOf, row: normRow });
