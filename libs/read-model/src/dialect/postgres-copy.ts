import { CompiledQuery } from 'kysely';
import type { WriteRows } from './write-rows';

const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const SPECIAL = /[\\\t\n\r]/;

function valueOf(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'number') return String(value);
  return SPECIAL.test(value) ? value.replace(/[\\\t\n\r]/g, (sign) => ESCAPED[sign] ?? sign) : value;
}

/** By COPY, in its text format; the client of `postgres-client` takes the lines as the one parameter. */
export const copyRows: WriteRows = async (on, { name, columns }, rows) => {
  if (rows.length === 0) return;
  const names = Object.keys(columns);
  const lines = rows.map((row) => names.map((column) => valueOf(row[column])).join('\t'));
  const into = `copy "${name}" (${names.map((column) => `"${column}"`).join(', ')}) from stdin`;
  await on.getExecutor().executeQuery(CompiledQuery.raw(into, [`${lines.join('\n')}\n`]));
};
