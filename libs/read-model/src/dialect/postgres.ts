import { sql } from 'kysely';
import type { Column, Row } from '../table';
import type { Dialect, PhysicalTable } from './dialect';
import { copyRows } from './postgres-copy';
import { postgresSearch } from './postgres-search';
import { joined, refs } from './names';
import { searchOf } from './search';
import { upserting } from './write-rows';

export const postgres: Dialect = {
  name: 'postgres',
  // The order of bytes, as in SQLite; that of the database's language differs from machine to machine.
  typeOf: (column) => sql.raw(column.startsWith('text') ? 'text collate "C"' : 'integer'),
  clustered: sql``,
  // A row is found quickly here, and one whose indexed columns stay the same is changed without touching an index.
  carried: () => [],
  upsert: upserting({ parameter: (nth) => `$${nth}`, sizes: [128, 16] }),
  insert: copyRows,
  remove: (table, keys) => sql`delete from ${sql.table(table.name)}
    where (${refs(table.key)}) in (select * from ${arraysOf(table, table.key, keys)})`,
  // One is compared, not joined: so an index by it and by what follows gives its order.
  listOf: (texts) => (texts.length === 1 ? sql`(${texts[0]})` : sql`(select unnest(${texts}::text[]))`),
  known: ({ name, searched }) =>
    [name, ...(searched ? [searchOf(name)] : [])].map((table) => sql`analyze ${sql.table(table)}`),
  search: postgresSearch,
};

const arraysOf = (table: PhysicalTable, names: readonly string[], rows: readonly Row[]) =>
  sql`unnest(${joined(
    names.map((name) => sql`${rows.map((row) => row[name])}::${sql.raw(arrayType(table.columns[name] ?? 'text'))}`),
  )})`;

const arrayType = (column: Column): string => (column.startsWith('text') ? 'text[]' : 'integer[]');
