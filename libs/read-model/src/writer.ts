import { type Kysely, sql } from 'kysely';
import { recordsTable, viewTable } from './build';
import type { ReadDatabase } from './database';
import type { Dialect, PhysicalTable } from './dialect/dialect';
import { addRows, putRows, removeRows } from './dialect/rows';
import { differ, inOrder } from './differing-rows';
import type { BuildRow, EngineTables, RecordRow } from './engine-tables';
import type { Kept } from './fold-record';
import type { AnyProjection } from './projection';
import type { Row } from './table';

/** A record before and after a batch. */
export type Changed = Readonly<{ recordId: string; before: Kept; after: Kept }>;

type Mark = Pick<Kept, 'count' | 'chain'>;
type RowsByView = Readonly<Record<string, readonly Row[]>>;

/** Reads and writes the records and rows of one build, always within a transaction that is handed over. */
export class BuildWriter {
  private readonly dialect: Dialect;
  private readonly records: PhysicalTable;
  private readonly views: readonly Readonly<{ view: string; table: PhysicalTable }>[];

  constructor(
    { dialect }: ReadDatabase,
    private readonly projection: AnyProjection,
    build: Pick<BuildRow, 'projection' | 'build'>,
  ) {
    this.dialect = dialect;
    this.records = recordsTable(build);
    this.views = Object.entries(projection.tables).map(([view, table]) => ({
      view,
      table: viewTable(build, view, table),
    }));
  }

  /** What is kept of these records; nothing of those that are new. */
  async keptOf(on: Kysely<EngineTables>, recordIds: readonly string[]): Promise<ReadonlyMap<string, Kept>> {
    const { rows } = await sql<RecordRow>`select * from ${sql.table(this.records.name)}
      where record_id in ${this.dialect.listOf(recordIds)}`.execute(on);
    return new Map(rows.map((row) => [row.record_id, keptIn(row)]));
  }

  /** By what it is seen whether these records are as they were. */
  async marksOf(on: Kysely<EngineTables>, recordIds: readonly string[]): Promise<ReadonlyMap<string, Mark>> {
    const { rows } = await sql<Mark & { record_id: string }>`select record_id, count, chain
      from ${sql.table(this.records.name)} where record_id in ${this.dialect.listOf(recordIds)}`.execute(on);
    return new Map(rows.map((row) => [row.record_id, row]));
  }

  /** Of records alone, without their rows. */
  keep(on: Kysely<EngineTables>, changed: readonly Omit<Changed, 'before'>[]): Promise<void> {
    return this.dialect.upsert(
      on,
      this.records,
      changed.map(({ recordId, after }) => rowOf(recordId, after)),
    );
  }

  /** The rows of records that were changed: what differs from those of before. */
  async show(on: Kysely<EngineTables>, changed: readonly Changed[]): Promise<void> {
    if (changed.length === 0) return;
    const shown = changed.map(({ recordId, before, after }) => [
      before.count === 0 ? {} : this.rowsOf(recordId, before),
      this.rowsOf(recordId, after),
    ]);
    for (const { view, table } of this.views) {
      const [put, gone] = [[] as Row[], [] as Row[]];
      for (const [before, after] of shown)
        differ(table, before?.[view] ?? [], { after: after?.[view] ?? [], put, gone });
      await removeRows(on, this.dialect, table, gone);
      await putRows(on, this.dialect, table, put);
    }
  }

  /** The rows of the next so many records after one, of which there are none yet. Returns the last of them. */
  async showNext(on: Kysely<EngineTables>, after: string, limit: number): Promise<string | undefined> {
    const { rows } = await sql<RecordRow>`select * from ${sql.table(this.records.name)}
      where record_id > ${after} order by record_id limit ${limit}`.execute(on);
    const shown = rows.filter(({ count }) => count > 0).map((row) => this.rowsOf(row.record_id, keptIn(row)));
    for (const { view, table } of this.views) {
      await addRows(
        on,
        this.dialect,
        table,
        shown.flatMap((of) => of[view] ?? []),
      );
    }
    return rows.at(-1)?.record_id;
  }

  /** Puts the rows of a record as its state says; how many were missing, other, or too many. */
  async rewrite(on: Kysely<EngineTables>, recordId: string, kept: Kept): Promise<number> {
    const wanted = kept.count === 0 ? {} : this.rowsOf(recordId, kept);
    let changed = 0;
    for (const { view, table } of this.views) {
      const { rows } = await sql<Row>`select * from ${sql.table(table.name)} where record_id = ${recordId}`.execute(on);
      const [put, gone] = [[] as Row[], [] as Row[]];
      const before = rows.map((row) => inOrder(table, row));
      differ(table, before, { after: wanted[view] ?? [], put, gone });
      await removeRows(on, this.dialect, table, gone);
      await putRows(on, this.dialect, table, put);
      changed += put.length + gone.length;
    }
    return changed;
  }

  private rowsOf(recordId: string, { state }: Kept): RowsByView {
    const rows = this.projection.rows(recordId, state);
    return Object.fromEntries(
      Object.entries(rows).map(([view, of]) => [view, of.map((row) => ({ record_id: recordId, ...row }))]),
    );
  }
}

const keptIn = ({ revision, last_event: lastEvent, count, chain, state }: RecordRow): Kept => ({
  revision,
  lastEvent,
  count,
  chain,
  state: JSON.parse(state),
});

const rowOf = (recordId: string, { revision, lastEvent, count, chain, state }: Kept): Row => ({
  record_id: recordId,
  revision,
  last_event: lastEvent,
  count,
  chain,
  state: JSON.stringify(state),
});
