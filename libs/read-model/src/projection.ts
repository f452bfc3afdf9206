import { createHash } from 'node:crypto';
import type { Family, FuyuanEvent } from '@fuyuan/contracts';
import type { RowOf, Table, Tables } from './table';

export type RowsOf<Of extends Tables> = { readonly [Name in keyof Of]: readonly RowOf<Of[Name]>[] };

/**
 * A view as a fold over what is published of one record after the other: what is kept of a record, and the rows that
 * show it. Both are pure, so that the same messages give the same rows whenever and however often they are read.
 * Raise `version` with every change of either.
 */
export type Projection<State = unknown, Of extends Tables = Tables> = Readonly<{
  name: string;
  version: number;
  /** The families of topics that it reads. */
  families: readonly Family[];
  tables: Of;
  /** State is kept as JSON. `null` before the first message. What it throws parks the record. */
  fold(state: State | null, event: FuyuanEvent): State;
  rows(recordId: string, state: State): RowsOf<Of>;
}>;

/** Any projection, where its state is nobody else's business. */
export type AnyProjection = Projection;

/** Lets a projection be written down with its tables known to the compiler. */
export const projection = <State, const Of extends Tables>(of: Projection<State, Of>): Projection<State, Of> => of;

/** Raised when what lies beside a searched table changes: builds of before are not asked. */
const SEARCHED_AS = 3;

const shapes = new WeakMap<Tables, string>();

/**
 * Tells whether the tables of two versions are the same, so that queries for the one can be asked of the other. Asked
 * with every question to a view, and told once.
 */
export function shapeOf({ tables }: Readonly<{ tables: Tables }>): string {
  const shape = shapes.get(tables) ?? digestOf(tables);
  shapes.set(tables, shape);
  return shape;
}

const digestOf = (tables: Tables): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        Object.entries(tables).map(([name, { columns, key, searched, seenBy }]: [string, Table]) => [
          ...[name, columns, key],
          ...(searched ? [searched, SEARCHED_AS] : []),
          ...(seenBy === undefined ? [] : [seenBy]),
        ]),
      ),
    )
    .digest('hex')
    .slice(0, 16);

/** The same fold without rows: what is kept of every record, to be compared with what a build keeps. */
export const proofOf = (of: AnyProjection): AnyProjection => ({ ...of, tables: {}, rows: () => ({}) });
