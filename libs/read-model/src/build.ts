import type { Kysely } from 'kysely';
import { createTable, indexesOf } from './create-table';
import type { ReadDatabase } from './database';
import type { PhysicalTable } from './dialect/dialect';
import { saidOf, searchOf } from './dialect/search';
import type { BuildRow, BuildStatus, EngineTables } from './engine-tables';
import { shapeOf, type AnyProjection } from './projection';
import type { Table } from './table';

/** Where the rows of one table of a build lie: `referrals_3_lines`. */
export const physicalName = (projection: string, build: number, table: string): string =>
  `${projection.replaceAll('-', '_')}_${build}_${table}`;

const RECORDS = 'records';

/** Beside the tables of the view, what is kept of each record. */
export const recordsTable = ({ projection, build }: Pick<BuildRow, 'projection' | 'build'>): PhysicalTable => ({
  name: physicalName(projection, build, RECORDS),
  columns: {
    record_id: 'text',
    revision: 'integer',
    last_event: 'text',
    count: 'integer',
    chain: 'text',
    state: 'text',
  },
  key: ['record_id'],
});

export const viewTable = (
  { projection, build }: Pick<BuildRow, 'projection' | 'build'>,
  name: string,
  { columns, key, indexes = [], carrying = [], searched, seenBy }: Table,
) => ({
  name: physicalName(projection, build, name),
  columns: { record_id: 'text', ...columns } as const,
  key: ['record_id', ...key],
  ...{ indexes, carrying },
  ...(searched ? { searched, ...(seenBy === undefined ? {} : { seenBy }) } : { isClustered: true }),
});

export const buildsOf = (db: Kysely<EngineTables>, projection: string): Promise<BuildRow[]> =>
  db.selectFrom('builds').selectAll().where('projection', '=', projection).orderBy('build').execute();

export type Beginning = Readonly<{
  status: Exclude<BuildStatus, 'former'>;
  now: Date;
  /** What is to be written together with it. */
  beside?: (on: Kysely<EngineTables>, build: BuildRow) => Promise<void>;
}>;

/**
 * Makes the tables of a new build, empty. One that is not asked yet has no indexes, and no rows until it has read
 * everything: `Projector.finish` makes them. Errors: of the database, where another process makes one at the same time. */
export function beginBuild(
  { db, dialect }: ReadDatabase,
  projection: AnyProjection,
  { status, now, beside }: Beginning,
): Promise<BuildRow> {
  const { name, version, tables } = projection;
  return db.transaction().execute(async (on) => {
    const isLater = status === 'building';
    const begun = {
      ...{ shape: shapeOf(projection), status, begun_at: now.toISOString(), recorded_at: null, messages: 0 },
      rows_to: isLater ? '' : null,
    };
    const row = { build: await nextBuild(on), projection: name, version, writes: 0, caught_up: 0, ...begun };
    await on.insertInto('builds').values(row).execute();
    await createTable(on, dialect, recordsTable(row));
    for (const [view, table] of Object.entries(tables)) {
      const physical = viewTable(row, view, table);
      await createTable(on, dialect, physical);
      if (!isLater) for (const statement of indexesOf(dialect, physical)) await statement.execute(on);
    }
    await beside?.(on, row);
    return row;
  });
}

/** Never one that was: who still follows a build that was dropped must not take another one for it. */
async function nextBuild(on: Kysely<EngineTables>): Promise<number> {
  const { last } = await on
    .updateTable('counters')
    .set((row) => ({ last: row('last', '+', 1) }))
    .where('name', '=', 'build')
    .returning('last')
    .executeTakeFirstOrThrow();
  return last;
}

/** Removes a build that is not live, with everything in it. */
export async function dropBuild(
  { db }: ReadDatabase,
  { tables }: Pick<AnyProjection, 'tables'>,
  of: BuildRow,
): Promise<void> {
  await db.transaction().execute(async (on) => {
    const { numDeletedRows } = await on
      .deleteFrom('builds')
      .where('build', '=', of.build)
      .where('status', '!=', 'live')
      .executeTakeFirst();
    if (numDeletedRows === 0n) return;
    for (const rest of ['cursors', 'parked', 'parked_messages'] as const) {
      await on.deleteFrom(rest).where('build', '=', of.build).execute();
    }
    for (const view of [RECORDS, ...Object.keys(tables).flatMap((table) => [searchOf(table), saidOf(table), table])]) {
      await on.schema
        .dropTable(physicalName(of.projection, of.build, view))
        .ifExists()
        .execute();
    }
  });
}
