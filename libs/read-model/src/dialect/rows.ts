import type { QueryExecutorProvider } from 'kysely';
import type { Row } from '../table';
import type { Dialect, PhysicalTable } from './dialect';
import type { SearchedTable } from './search';

export const isSearched = (table: PhysicalTable): table is SearchedTable => table.searched !== undefined;

type On = QueryExecutorProvider;

/** Puts rows in their place, and what they are found by. */
export async function putRows(on: On, { upsert, search }: Dialect, table: PhysicalTable, rows: readonly Row[]) {
  if (rows.length === 0) return;
  await upsert(on, table, rows);
  if (isSearched(table)) await search.put(on, table, rows, upsert);
}

/** Adds rows of which none is there yet, and what they are found by. */
export async function addRows(on: On, { insert, search }: Dialect, table: PhysicalTable, rows: readonly Row[]) {
  if (rows.length === 0) return;
  await insert(on, table, rows);
  if (isSearched(table)) await search.put(on, table, rows, insert);
}

/** Removes the rows that have these keys, and what they are found by. */
export async function removeRows(on: On, dialect: Dialect, table: PhysicalTable, keys: readonly Row[]) {
  if (keys.length === 0) return;
  if (isSearched(table)) for (const statement of dialect.search.remove(table, keys)) await statement.execute(on);
  await dialect.remove(table, keys).execute(on);
}
