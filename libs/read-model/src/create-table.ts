import { type QueryExecutorProvider, sql } from 'kysely';
import type { Dialect, PhysicalTable } from './dialect/dialect';
import { joined, refs } from './dialect/names';

/** Makes a table with its key, and an index for each list of columns. */
export async function createTable(
  db: QueryExecutorProvider,
  { typeOf }: Dialect,
  { name, columns, key, indexes = [] }: PhysicalTable & Readonly<{ indexes?: readonly (readonly string[])[] }>,
): Promise<void> {
  const lines = Object.entries(columns).map(
    ([column, type]) => sql`${sql.ref(column)} ${typeOf(type)} ${sql.raw(type.endsWith('?') ? '' : 'not null')}`,
  );
  await sql`create table ${sql.table(name)} (${joined(lines)}, primary key (${refs(key)}))`.execute(db);
  for (const [at, index] of indexes.entries()) {
    await sql`create index ${sql.ref(`${name}_by_${at}`)} on ${sql.table(name)} (${refs(index)})`.execute(db);
  }
}
