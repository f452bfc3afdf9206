import type { RawBuilder } from 'kysely';
import type { Column, Row } from '../table';
import type { PhysicalTable } from './physical-table';
import type { Search } from './search';
import type { WriteRows } from './write-rows';

export type { PhysicalTable } from './physical-table';

/** What differs between the databases; everything else is said once, by Kysely. */
export type Dialect = Readonly<{
  name: 'sqlite' | 'postgres';
  typeOf: (column: Column) => RawBuilder<unknown>;
  /** How a table is made that lies in the order of its key: one tree to write to, where there is such a thing. */
  clustered: RawBuilder<unknown>;
  /** What an index by these columns holds besides, so that no row need be looked up. */
  carried: (table: PhysicalTable, by: readonly string[]) => readonly string[];
  /** Puts all rows in their place, whether they are new or not. */
  upsert: WriteRows;
  /** Adds rows of which none is there yet, as fast as the database can. */
  insert: WriteRows;
  /** Removes the rows that have these keys, by one statement. */
  remove: (table: PhysicalTable, keys: readonly Row[]) => RawBuilder<unknown>;
  /** A list of texts as rows, for `in`: one parameter, however many they are. */
  listOf: (texts: readonly string[]) => RawBuilder<string>;
  /** What lets the database know a table that was filled at once. */
  known: (table: PhysicalTable) => readonly RawBuilder<unknown>[];
  search: Search;
}>;
