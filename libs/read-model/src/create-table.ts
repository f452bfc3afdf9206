import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import type { Dialect, PhysicalTable } from './dialect/dialect';
import { joined, refs } from './dialect/names';
import { isSearched } from './dialect/rows';

type Lists = readonly (readonly string[])[];
export type IndexedTable = PhysicalTable & Readonly<{ indexes?: Lists; carrying?: Lists }>;

/** Makes a table with its key, without the indexes. */
export async function createTable(
  db: QueryExecutorProvider,
  { typeOf, search, clustered }: Dialect,
  table: IndexedTable,
): Promise<void> {
  const { name, columns, key } = table;
  const lines = Object.entries(columns).map(
    ([column, type]) => sql`${sql.ref(column)} ${typeOf(type)} ${sql.raw(type.endsWith('?') ? '' : 'not null')}`,
  );
  const own = isSearched(table) ? search.ownColumn : undefined;
  const keyed = sql`${sql.raw(own ? 'unique' : 'primary key')} (${refs(key)})`;
  const how = table.isClustered && !own ? clustered : sql``;
  await sql`create table ${sql.table(name)} (${joined([...(own ? [own] : []), ...lines, keyed])}) ${how}`.execute(db);
  if (isSearched(table)) for (const statement of search.create(table)) await statement.execute(db);
}

/** What makes its questions fast: for each list of columns an index. Those that are there already are left alone. */
export function indexesOf({ search, carried }: Dialect, table: IndexedTable): readonly RawBuilder<unknown>[] {
  const { name, indexes = [], carrying = [] } = table;
  const of = (columns: readonly string[], at: number) =>
    sql`create index if not exists ${sql.ref(`${name}_by_${at}`)} on ${sql.table(name)} (${refs(columns)})`;
  const whole = carrying.map((columns) => [...columns, ...carried(table, columns)]);
  return [...[...indexes, ...whole].map(of), ...(isSearched(table) ? search.index(table) : [])];
}

/** Makes a table with its key and its indexes. */
export async function createIndexedTable(db: QueryExecutorProvider, dialect: Dialect, table: IndexedTable) {
  await createTable(db, dialect, table);
  for (const statement of indexesOf(dialect, table)) await statement.execute(db);
}
