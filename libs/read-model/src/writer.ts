import { type Kysely, sql } from 'kysely';
import { recordsTable, viewTable } from './build';
import type { ReadDatabase } from './database';
import type { Dialect, PhysicalTable } from './dialect/dialect';
import { putRows, removeRows } from './dialect/rows';
import type { BuildRow, EngineTables, RecordRow } from './engine-tables';
import type { Kept } from './fold-record';
import type { AnyProjection } from './projection';
import type { Row } from './table';

/** A record before and after a batch. */
export type Changed = Readonly<{ recordId: string; before: Kept; after: Kept }>;

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

  /** Of a record alone, without its rows. */
  async keep(on: Kysely<EngineTables>, recordId: string, kept: Kept): Promise<void> {
    await this.dialect.upsert(this.records, [rowOf(recordId, kept)]).execute(on);
  }

  async write(on: Kysely<EngineTables>, changed: readonly Changed[]): Promise<void> {
    if (changed.length === 0) return;
    const records = changed.map(({ recordId, after }) => rowOf(recordId, after));
    await this.dialect.upsert(this.records, records).execute(on);
    const shown = changed.map(({ recordId, before, after }) => ({
      recordId,
      before: before.count === 0 ? {} : this.rowsOf(recordId, before),
      after: this.rowsOf(recordId, after),
    }));
    for (const { view, table } of this.views) {
      const [put, gone] = [[] as Row[], [] as Row[]];
      for (const { before, after } of shown) differ(table, before[view] ?? [], { after: after[view] ?? [], put, gone });
      await removeRows(on, this.dialect, table, gone);
      await putRows(on, this.dialect, table, put);
    }
  }

  /** Puts the rows of a record as its state says; how many were missing, other, or too many. */
  async rewrite(on: Kysely<EngineTables>, recordId: string, kept: Kept): Promise<number> {
    const wanted = kept.count === 0 ? {} : this.rowsOf(recordId, kept);
    let changed = 0;
    for (const { view, table } of this.views) {
      const { rows } = await sql<Row>`select * from ${sql.table(table.name)} where record_id = ${recordId}`.execute(on);
      const [put, gone] = [[] as Row[], [] as Row[]];
      const after = (wanted[view] ?? []).map((row) => inOrder(table, row));
      differ(
        table,
        rows.map((row) => inOrder(table, row)),
        { after, put, gone },
      );
      await removeRows(on, this.dialect, table, gone);
      await putRows(on, this.dialect, table, put);
      changed += put.length + gone.length;
    }
    return changed;
  }

  private rowsOf(recordId: string, { state }: Kept): Readonly<Record<string, readonly Row[]>> {
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

/** Two rows are the same text when they hold the same, in whatever order their columns were written. */
export const inOrder = ({ columns }: Pick<PhysicalTable, 'columns'>, row: Row): Row =>
  Object.fromEntries(Object.keys(columns).map((name) => [name, row[name] ?? null]));

type Difference = Readonly<{ after: readonly Row[]; put: Row[]; gone: Row[] }>;

/** Only what changed is written: most acts change one row of many. */
function differ({ key }: PhysicalTable, before: readonly Row[], { after, put, gone }: Difference): void {
  const keyOf = (row: Row) => JSON.stringify(key.map((name) => row[name]));
  const old = new Map(before.map((row) => [keyOf(row), row]));
  for (const row of after) {
    const known = old.get(keyOf(row));
    old.delete(keyOf(row));
    if (!known || JSON.stringify(known) !== JSON.stringify(row)) put.push(row);
  }
  gone.push(...old.values());
}
