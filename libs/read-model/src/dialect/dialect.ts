import type { RawBuilder } from 'kysely';
import type { Column, Row } from '../table';
import type { PhysicalTable } from './physical-table';
import type { Search } from './search';

export type { PhysicalTable } from './physical-table';

/** What differs between the databases; everything else is said once, by Kysely. */
export type Dialect = Readonly<{
  name: 'sqlite' | 'postgres';
  typeOf: (column: Column) => RawBuilder<unknown>;
  /** Puts all rows in their place by one statement, whether they are new or not. */
  upsert: (table: PhysicalTable, rows: readonly Row[]) => RawBuilder<unknown>;
  /** Removes the rows that have these keys, by one statement. */
  remove: (table: PhysicalTable, keys: readonly Row[]) => RawBuilder<unknown>;
  /** A list of texts as rows, for `in`: one parameter, however many they are. */
  listOf: (texts: readonly string[]) => RawBuilder<string>;
  search: Search;
}>;
