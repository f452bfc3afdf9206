import type { QueryExecutorProvider } from 'kysely';
import type { Row } from '../table';
import type { Dialect, PhysicalTable } from './dialect';
import type { SearchedTable } from './search';

export const isSearched = (table: PhysicalTable): table is SearchedTable => table.searched !== undefined;

/** Puts rows in their place, and what they are found by. */
export async function putRows(on: QueryExecutorProvider, dialect: Dialect, table: PhysicalTable, rows: readonly Row[]) {
  if (rows.length === 0) return;
  await dialect.upsert(table, rows).execute(on);
  if (isSearched(table)) await dialect.search.put(table, rows).execute(on);
}

/** Removes the rows that have these keys, and what they are found by. */
export async function removeRows(
  on: QueryExecutorProvider,
  dialect: Dialect,
  table: PhysicalTable,
  keys: readonly Row[],
) {
  if (keys.length === 0) return;
  if (isSearched(table)) await dialect.search.remove(table, keys).execute(on);
  await dialect.remove(table, keys).execute(on);
}
