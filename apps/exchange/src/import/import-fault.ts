import type { Sentence } from '@fuyuan/platform';

/** What is wrong in the file: the line (from 1) on which its row begins, the column as the file's header names it. */
export type ImportFault = Readonly<{ line: number; column: string }> & Sentence;

/** The file cannot be read as rows of norms: no row of it is taken. */
export class FileUnreadable extends Error {
  override readonly name = 'FileUnreadable';

  constructor(readonly faults: readonly ImportFault[]) {
    super(faults.map(({ line, column, en }) => `${line} ${column}: ${en}`).join('; '));
  }
}
