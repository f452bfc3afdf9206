import { type QueryExecutorProvider, sql } from 'kysely';
import type { Dialect, PhysicalTable } from './dialect/dialect';
import { joined, refs } from './dialect/names';
import { isSearched } from './dialect/rows';

/** Makes a table with its key, and an index for each list of columns. */
export async function createTable(
  db: QueryExecutorProvider,
  { typeOf, search }: Dialect,
  table: PhysicalTable & Readonly<{ indexes?: readonly (readonly string[])[] }>,
): Promise<void> {
  const { name, columns, key, indexes = [] } = table;
  const lines = Object.entries(columns).map(
    ([column, type]) => sql`${sql.ref(column)} ${typeOf(type)} ${sql.raw(type.endsWith('?') ? '' : 'not null')}`,
  );
  const own = isSearched(table) ? search.ownColumn : undefined;
  const keyed = sql`${sql.raw(own ? 'unique' : 'primary key')} (${refs(key)})`;
  await sql`create table ${sql.table(name)} (${joined([...(own ? [own] : []), ...lines, keyed])})`.execute(db);
  if (isSearched(table)) for (const statement of search.create(table)) await statement.execute(db);
  for (const [at, index] of indexes.entries()) {
    await sql`create index ${sql.ref(`${name}_by_${at}`)} on ${sql.table(name)} (${refs(index)})`.execute(db);
  }
}
