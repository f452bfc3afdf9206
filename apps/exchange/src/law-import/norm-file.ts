import { stat } from 'node:fs/promises';
import { csvRows } from './csv-rows';
import { FileUnreadable } from './import-fault';
import { columnsOf, type NormColumns } from './norm-columns';
import { normRow, type NormRow } from './norm-row';
import { encodingOf, type TextEncoding } from './text-encoding';

/**
 * A file of norms, read row by row as often as it is asked for, so that memory does not grow with the file.
 * `version` changes when the file is written to.
 */
export class NormFile {
  private constructor(
    readonly path: string,
    readonly encoding: TextEncoding,
    readonly version: string,
  ) {}

  /** Throws what node says when the file is not there or may not be read. */
  static async open(path: string): Promise<NormFile> {
    const version = await versionOf(path);
    return new NormFile(path, await encodingOf(path), version);
  }

  /**
   * Every row, sound or not.
   *
   * @throws FileUnreadable when the header is wrong, the CSV is broken or there is no row.
   */
  async *rows(): AsyncGenerator<NormRow> {
    let columns: NormColumns | undefined;
    let count = 0;
    for await (const row of csvRows(this.path, this.encoding)) {
      if (columns === undefined) columns = columnsOf(row);
      else {
        count += 1;
        yield normRow(row, columns);
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
