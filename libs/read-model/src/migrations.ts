import { type Kysely, type Migration, Migrator, type QueryExecutorProvider, sql } from 'kysely';
import { recordsTable } from './build';
import { createIndexedTable } from './create-table';
import type { ReadDatabase } from './database';
import type { EngineTables } from './engine-tables';
import type { Column } from './table';

type Columns = Readonly<Record<string, Column>>;

const BUILDS: Columns = {
  ...{ build: 'integer', projection: 'text', version: 'integer', shape: 'text', status: 'text', writes: 'integer' },
  ...{ caught_up: 'integer', recorded_at: 'text?', begun_at: 'text' },
} as const;
const CURSORS: Columns = { build: 'integer', source: 'text', next: 'text' };
const PARKED: Columns = {
  ...{ build: 'integer', record_id: 'text', since: 'text', fingerprint: 'text', message: 'text', type: 'text' },
  ...{ revision: 'integer', attempts: 'integer' },
} as const;
const PARKED_MESSAGES: Columns = { build: 'integer', record_id: 'text', nth: 'integer', text: 'text' };
const OPERATIONS: Columns = {
  ...{ id: 'text', at: 'text', account: 'text', kind: 'text', projection: 'text', build: 'integer?' },
  ...{ record_id: 'text?', reason: 'text', status: 'text', progress: 'text?', result: 'text?', ended_at: 'text?' },
} as const;

const ENGINE = [
  { name: 'builds', columns: BUILDS, key: ['build'] },
  { name: 'cursors', columns: CURSORS, key: ['build', 'source'] },
  { name: 'parked', columns: PARKED, key: ['build', 'record_id'] },
  { name: 'parked_messages', columns: PARKED_MESSAGES, key: ['build', 'record_id', 'nth'] },
  { name: 'operations', columns: OPERATIONS, key: ['id'], indexes: [['at']] },
];

/** Brings the tables of the engine to this version. Errors: Error where the database is of a newer one. */
export async function migrate(database: ReadDatabase): Promise<void> {
  const { dialect } = database;
  const engine = async (on: QueryExecutorProvider) => {
    for (const table of ENGINE) await createIndexedTable(on, dialect, table);
    // One live build for each projection: of two processes that begin at once, one makes it.
    await sql`create unique index builds_live on builds (projection) where status = 'live'`.execute(on);
  };
  const operations = async (on: Kysely<EngineTables>) => {
    await createIndexedTable(on, dialect, {
      name: 'counters',
      columns: { name: 'text', last: 'integer' },
      key: ['name'],
    });
    await addOperations(on);
  };
  const migrations: Record<string, Migration> = {
    '2026-11-22-engine': { up: engine },
    '2026-11-23-operations': { up: operations },
    '2026-11-28-rows-later': { up: rowsLater },
  };
  await migrateTables(database, { migrations });
}

/** Steps in the order of their names, each done once. `room` keeps a list of its own: rooms do not wait for each other. */
export type RoomMigrations = Readonly<{ room?: string; migrations: Readonly<Record<string, Migration>> }>;

/** Brings the tables of one room to this version. Errors: Error where the database is of a newer one. */
export async function migrateTables({ db }: ReadDatabase, { room, migrations }: RoomMigrations): Promise<void> {
  const lists = room
    ? { migrationTableName: `${room}_migration`, migrationLockTableName: `${room}_migration_lock` }
    : {};
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) }, ...lists });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error instanceof Error ? error : new Error(JSON.stringify(error));
}

async function addOperations(on: Kysely<EngineTables>): Promise<void> {
  for (const column of ['holder text', 'held_until text', 'attempts integer not null default 0']) {
    await sql`alter table operations add column ${sql.raw(column)}`.execute(on);
  }
  // Of one projection one long operation at a time, whoever asks for them.
  await sql`create unique index operations_long on operations (projection)
    where status in ('open', 'running') and kind in ('rebuild', 'verify', 'compare')`.execute(on);
  await sql`alter table builds add column messages integer not null default 0`.execute(on);
  await sql`insert into counters (name, last) select 'build', coalesce(max(build), 0) from builds`.execute(on);
  for (const build of await on.selectFrom('builds').select(['build', 'projection']).execute()) {
    const { name } = recordsTable(build);
    await sql`update builds set messages = (select coalesce(sum(count), 0) from ${sql.table(name)})
      where build = ${build.build}`.execute(on);
  }
}

async function rowsLater(on: Kysely<EngineTables>): Promise<void> {
  await sql`alter table builds add column rows_to text`.execute(on);
}
