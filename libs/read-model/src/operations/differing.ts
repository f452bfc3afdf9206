import { hash } from 'node:crypto';
import type { RecordRow } from '../engine-tables';
import type { Row } from '../table';
import type { FoundRow, RowsFound } from './build-reader';

/**
 * A row that differs: where it lies, in which columns, and a digest of what each of the two holds, `null` where it has
 * no such row. Never what it says: an operator need not be among those who may know it.
 */
export type Difference = Readonly<{
  table: string;
  key: Row;
  columns: readonly string[];
  kept: string | null;
  expected: string | null;
}>;

export function* rowsDiffering(kept: RowsFound, expected: RowsFound): Generator<Difference> {
  for (const [at, one] of kept) {
    const other = expected.get(at);
    if (!other || textOf(one) !== textOf(other)) yield difference(one, other);
  }
  for (const [at, other] of expected) if (!kept.has(at)) yield difference(undefined, other);
}

/** Of two records that had the same messages: whether what is kept of them is the same. */
export function* stateDiffering(kept: RecordRow, expected: RecordRow): Generator<Difference> {
  const of = (row: RecordRow): FoundRow => ({ table: 'records', key: keyOf(row), row: { state: row.state } });
  if (kept.state !== expected.state) yield difference(of(kept), of(expected));
}

/** Of a record that did not have the same messages in both. */
export function messagesDiffering(kept: RecordRow | undefined, expected: RecordRow | undefined): Difference {
  const of = (row: RecordRow | undefined): FoundRow | undefined => {
    if (!row) return undefined;
    const { revision, count, chain } = row;
    return { table: 'records', key: keyOf(row), row: { revision, count, chain } };
  };
  return difference(of(kept), of(expected));
}

const keyOf = ({ record_id }: RecordRow): Row => ({ record_id });

const textOf = ({ row }: FoundRow): string => JSON.stringify(row);

const digest = (found: FoundRow | undefined): string | null =>
  found ? hash('sha256', textOf(found)).slice(0, 12) : null;

function difference(kept: FoundRow | undefined, expected: FoundRow | undefined): Difference {
  const [one, other] = [kept ?? expected, expected ?? kept];
  const names = Object.keys(one?.row ?? {});
  const columns = names.filter((name) => !kept || !expected || one?.row[name] !== other?.row[name]);
  return { table: one?.table ?? '', key: one?.key ?? {}, columns, kept: digest(kept), expected: digest(expected) };
}
