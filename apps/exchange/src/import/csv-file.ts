import { stat } from 'node:fs/promises';
import { type CsvRow, csvRows } from './csv-rows';
import { FileUnreadable } from './import-fault';
import { encodingOf, type TextEncoding } from './text-encoding';

/** How a sort of file is read: first its header, then each row by it. Both throw FileUnreadable. */
export type Reading<Columns, Row> = Readonly<{
  header: (row: CsvRow) => Columns;
  row: (row: CsvRow, columns: Columns) => Row;
}>;

/**
 * A CSV file, read row by row as often as it is asked for, so that memory does not grow with the file.
 * `version` changes when the file is written to.
 */
export class CsvFile<Columns, Row> {
  private constructor(
    readonly path: string,
    readonly encoding: TextEncoding,
    readonly version: string,
    private readonly reading: Reading<Columns, Row>,
  ) {}

  /** Throws what node says when the file is not there or may not be read. */
  static async open<Columns, Row>(path: string, reading: Reading<Columns, Row>): Promise<CsvFile<Columns, Row>> {
    const version = await versionOf(path);
    return new CsvFile(path, await encodingOf(path), version, reading);
  }

  /**
   * Every row, sound or not.
   *
   * @throws FileUnreadable when the header is wrong, the CSV is broken or there is no row.
   */
  async *rows(): AsyncGenerator<Row> {
    let columns: { readonly found: Columns } | undefined;
    let count = 0;
    for await (const row of csvRows(this.path, this.encoding)) {
      if (columns === undefined) columns = { found: this.reading.header(row) };
      else {
        count += 1;
        yield this.reading.row(row, columns.found);
      }
    }
    if (count === 0) throw new FileUnreadable([EMPTY]);
  }

  /** Whether somebody wrote to the file since it was opened. */
  async hasChanged(): Promise<boolean> {
    return (await versionOf(this.path)) !== this.version;
  }
}

async function versionOf(path: string): Promise<string> {
  const { size, mtimeNs, ino } = await stat(path, { bigint: true });
  return `${ino}:${size}:${mtimeNs}`;
}

const EMPTY = {
  line: 1,
  column: '',
  rule: 'csv.no-rows',
  zh: '文件中没有数据行。',
  en: 'The file holds no row of data.',
};
