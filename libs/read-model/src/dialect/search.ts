import type { QueryExecutorProvider, RawBuilder } from 'kysely';
import type { Row } from '../table';
import type { WriteRows } from './write-rows';
import type { PhysicalTable } from './physical-table';

/** A table some columns of which can be searched. */
export type SearchedTable = PhysicalTable & Readonly<{ searched: readonly string[] }>;

/** Names in `seenBy`, of which a row must have one; all rows where nobody is named. At most a few. */
export type Seers = readonly string[] | undefined;

/**
 * How rows are looked for, which changes what it costs, and not what is found among the rows of those who are named:
 * by the words first, or, where they stand in many rows, by looking into each.
 */
export type Looking = Readonly<{ seers?: Seers; isOften?: boolean }>;

/** Whose rows are searched: the table and its alias in the query, and its key with `record_id`. */
export type Searched = Readonly<{ table: string; alias: string; key: readonly string[] }>;

/**
 * Finds rows by any part of their text, one sign long or more, letter case and width aside; what an engine would take
 * for an operator or a wildcard is only text. What is found by lies beside the table, in one with the name of `searchOf`.
 */
export type Search = Readonly<{
  /** A column that the table itself needs for it. */
  ownColumn: RawBuilder<unknown> | undefined;
  create: (table: SearchedTable) => readonly RawBuilder<unknown>[];
  /** What makes finding fast, once the rows are there. */
  index: (table: SearchedTable) => readonly RawBuilder<unknown>[];
  /** After the rows are in their place, by `write`, which puts or adds them likewise. */
  put: (on: QueryExecutorProvider, table: SearchedTable, rows: readonly Row[], write: WriteRows) => Promise<void>;
  /** Before the rows are removed. */
  remove: (table: SearchedTable, keys: readonly Row[]) => readonly RawBuilder<unknown>[];
  /**
   * Whether the words stand in so many rows, of those who are named, that who wants a page of them had better go
   * through the rows in their order than gather all that are found.
   */
  isOften: (on: QueryExecutorProvider, searched: Searched, words: string, seers?: Seers) => Promise<boolean>;
  /** Whether the words stand in a row. Who is named may still not see it: that is to be asked besides. */
  finds: (searched: Searched, words: string, looking?: Looking) => RawBuilder<boolean>;
}>;

/**
 * From so many rows on words stand often: a page is then found among as many rows as are gone through, at most, to find
 * it in their order. Of a few who see less, fewer.
 */
export const OFTEN = { ofAll: 5_000, ofSome: 800 } as const;

export const searchOf = (table: string): string => `${table}_search`;

/** Where SQLite keeps the text that is looked through. */
export const saidOf = (table: string): string => `${table}_said`;
