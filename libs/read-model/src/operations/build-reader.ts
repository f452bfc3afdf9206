import { type Kysely, sql } from 'kysely';
import { recordsTable, viewTable } from '../build';
import type { Dialect, PhysicalTable } from '../dialect/dialect';
import type { BuildRow, EngineTables, RecordRow } from '../engine-tables';
import type { AnyProjection } from '../projection';
import type { Row } from '../table';
import { inOrder } from '../differing-rows';

/** A row with what finds it again. */
export type FoundRow = Readonly<{ table: string; key: Row; row: Row }>;

/** The rows of one record, by table and key. */
export type RowsFound = ReadonlyMap<string, FoundRow>;

/** Reads a build for a comparison: its records in their order, and their rows as stored or as their state says. */
export class BuildReader {
  private readonly records: PhysicalTable;
  private readonly views: readonly Readonly<{ view: string; table: PhysicalTable }>[];

  constructor(
    private readonly dialect: Dialect,
    private readonly projection: AnyProjection,
    readonly build: BuildRow,
  ) {
    this.records = recordsTable(build);
    this.views = Object.entries(projection.tables).map(([view, of]) => ({ view, table: viewTable(build, view, of) }));
  }

  async recordsAfter(on: Kysely<EngineTables>, after: string | null, limit: number): Promise<RecordRow[]> {
    const { rows } = await sql<RecordRow>`select * from ${sql.table(this.records.name)}
      where record_id > ${after ?? ''} order by record_id limit ${limit}`.execute(on);
    return rows;
  }

  async size(on: Kysely<EngineTables>): Promise<number> {
    const { rows } = await sql<{ size: number }>`select count(*) as size from ${sql.table(this.records.name)}`.execute(
      on,
    );
    return rows[0]?.size ?? 0;
  }

  async recordsOf(on: Kysely<EngineTables>, ids: readonly string[]): Promise<RecordRow[]> {
    const { rows } = await sql<RecordRow>`select * from ${sql.table(this.records.name)}
      where record_id in ${this.dialect.listOf(ids)} order by record_id`.execute(on);
    return rows;
  }

  /** What is stored, by record. */
  async rowsOf(on: Kysely<EngineTables>, ids: readonly string[]): Promise<ReadonlyMap<string, RowsFound>> {
    const found = new Map(ids.map((id) => [id, new Map<string, FoundRow>()]));
    for (const { view, table } of this.views) {
      const { rows } = await sql<Row>`select * from ${sql.table(table.name)}
        where record_id in ${this.dialect.listOf(ids)}`.execute(on);
      for (const row of rows) put(found.get(String(row['record_id'])), view, { table, row });
    }
    return found;
  }

  /** What its state says, of the records of any build of the same version. */
  rowsSaid({ record_id, count, state }: RecordRow): RowsFound {
    const found = new Map<string, FoundRow>();
    const rows = count === 0 ? {} : this.projection.rows(record_id, JSON.parse(state));
    for (const { view, table } of this.views) {
      for (const row of rows[view] ?? []) put(found, view, { table, row: { record_id, ...row } });
    }
    return found;
  }
}

function put(
  found: Map<string, FoundRow> | undefined,
  view: string,
  { table, row }: Readonly<{ table: PhysicalTable; row: Row }>,
): void {
  const key = Object.fromEntries(table.key.map((name) => [name, row[name] ?? null]));
  found?.set(JSON.stringify([view, Object.values(key)]), { table: view, key, row: inOrder(table, row) });
}
