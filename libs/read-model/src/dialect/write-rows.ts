import { CompiledQuery, type QueryExecutorProvider } from 'kysely';
import type { Row } from '../table';
import type { PhysicalTable } from './physical-table';

/** Writes rows of a table, however many they are; each key is among them once. */
export type WriteRows = (on: QueryExecutorProvider, table: PhysicalTable, rows: readonly Row[]) => Promise<void>;

export type Upserts = Readonly<{
  /** How a parameter is written: `?`, or `$1`. */
  parameter: (nth: number) => string;
  /** How many rows a statement takes, the most first, then fewer; what is left goes into one of its own length. */
  sizes: readonly number[];
}>;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** By statements of few lengths, so that the database meets the same text again and need not compile it anew. */
export function upserting({ parameter, sizes }: Upserts): WriteRows {
  const texts = new WeakMap<PhysicalTable, Map<number, string>>();
  const textFor = (table: PhysicalTable, size: number): string => {
    const known = texts.get(table) ?? new Map<number, string>();
    texts.set(table, known);
    const text = known.get(size) ?? upsertText(table, size, parameter);
    if (sizes.includes(size)) known.set(size, text);
    return text;
  };
  return async (on, table, rows) => {
    const columns = Object.keys(table.columns);
    for (let at = 0; at < rows.length;) {
      const left = rows.length - at;
      const size = sizes.find((one) => one <= left) ?? left;
      const values: unknown[] = [];
      for (const row of rows.slice(at, at + size)) for (const name of columns) values.push(row[name]);
      await on.getExecutor().executeQuery(CompiledQuery.raw(textFor(table, size), values));
      at += size;
    }
  };
}

function upsertText({ name, columns, key }: PhysicalTable, size: number, parameter: Upserts['parameter']): string {
  const names = Object.keys(columns);
  const lines = Array.from(
    { length: size },
    (_, line) => `(${names.map((_, at) => parameter(line * names.length + at + 1)).join(',')})`,
  );
  const rest = names.filter((column) => !key.includes(column));
  const set = rest.map((column) => `${quoted(column)} = excluded.${quoted(column)}`).join(', ');
  return `insert into ${quoted(name)} (${names.map(quoted).join(', ')}) values ${lines.join(',')}
    on conflict (${key.map(quoted).join(', ')}) ${set === '' ? 'do nothing' : `do update set ${set}`}`;
}
