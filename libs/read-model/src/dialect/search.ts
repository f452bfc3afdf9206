import type { QueryExecutorProvider, RawBuilder } from 'kysely';
import type { Row } from '../table';
import type { WriteRows } from './write-rows';
import type { PhysicalTable } from './physical-table';

/** A table some columns of which can be searched. */
export type SearchedTable = PhysicalTable & Readonly<{ searched: readonly string[] }>;

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
   * Whether the words stand in so many rows that who wants a page of them had better go through the rows in their order
   * than gather all that are found.
   */
  isOften: (on: QueryExecutorProvider, searched: Searched, words: string) => Promise<boolean>;
  /** Whether the words stand in a row; `isOften` as it was told of them, which changes how they are found and not what. */
  finds: (searched: Searched, words: string, isOften?: boolean) => RawBuilder<boolean>;
}>;

/** From so many rows on words stand often. */
export const OFTEN = 2_000;

export const searchOf = (table: string): string => `${table}_search`;

/** Where SQLite keeps the text that is looked through. */
export const saidOf = (table: string): string => `${table}_said`;
