import type { PhysicalTable } from './dialect/physical-table';
import type { Row } from './table';

/** Two rows are the same text when they hold the same, in whatever order their columns were written. */
export const inOrder = ({ columns }: Pick<PhysicalTable, 'columns'>, row: Row): Row =>
  Object.fromEntries(Object.keys(columns).map((name) => [name, row[name] ?? null]));

type Difference = Readonly<{ after: readonly Row[]; put: Row[]; gone: Row[] }>;

/** Only what changed is written: most acts change one row of many. All rows are of one record. */
export function differ(table: PhysicalTable, before: readonly Row[], { after, put, gone }: Difference): void {
  if (before.length === 0) {
    for (const row of after) put.push(row);
    return;
  }
  const keyOf = keyWithin(table);
  const old = new Map(before.map((row) => [keyOf(row), row]));
  const columns = Object.keys(table.columns);
  for (const row of after) {
    const key = keyOf(row);
    const known = old.get(key);
    old.delete(key);
    if (!known || columns.some((name) => (known[name] ?? null) !== (row[name] ?? null))) put.push(row);
  }
  gone.push(...old.values());
}

/** What tells the rows of one record apart. */
function keyWithin({ key }: PhysicalTable): (row: Row) => unknown {
  const [name, ...rest] = key.filter((column) => column !== 'record_id');
  if (name === undefined) return () => '';
  if (rest.length === 0) return (row) => row[name];
  return (row) => JSON.stringify([name, ...rest].map((column) => row[column]));
}
