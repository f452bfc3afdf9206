import type { ImportFault } from '../import/import-fault';
import type { NormRow } from './norm-row';
import { type Circular, type Publication, publicationOf } from './publication';

/** What a first reading of the file says, before anything is sent. */
export type Checked = Readonly<{
  rows: number;
  /** Distinct norms that can be sent. */
  sound: number;
  /** Rows that say again, to the letter, what an earlier row said. */
  repeated: number;
  wrong: number;
  faults: readonly ImportFault[];
}>;

/** Reads every row once. Of the rows only their faults and 16 bytes each are kept. */
export async function checkNorms(rows: AsyncIterable<NormRow>, circular: Circular): Promise<Checked> {
  const faults: ImportFault[] = [];
  const seen = new Set<string>();
  let count = 0;
  let repeated = 0;
  let wrong = 0;

  for await (const row of rows) {
    count += 1;
    if (row.faults) {
      wrong += 1;
      faults.push(...row.faults);
    } else if (!isFirst(seen, publicationOf(row.norm, circular))) repeated += 1;
  }
  return { rows: count, sound: seen.size, repeated, wrong, faults };
}

export type SoundNorm = Readonly<{ line: number; title: string; publication: Publication }>;

/** The same rows again as they are to be sent: wrong ones and repetitions left out. */
export async function* soundNorms(rows: AsyncIterable<NormRow>, circular: Circular): AsyncGenerator<SoundNorm> {
  const seen = new Set<string>();
  for await (const row of rows) {
    if (row.faults) continue;
    const publication = publicationOf(row.norm, circular);
    if (isFirst(seen, publication)) yield { line: row.line, title: row.norm.title, publication };
  }
}

/** Half of a SHA-256 tells a hundred thousand rows apart as surely as the whole. */
function isFirst(seen: Set<string>, { key }: Publication): boolean {
  const sizeBefore = seen.size;
  return seen.add(key.slice(0, 32)).size > sizeBefore;
}
