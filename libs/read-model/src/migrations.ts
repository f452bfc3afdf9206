import { type Migration, Migrator, type QueryExecutorProvider, sql } from 'kysely';
import { createTable } from './create-table';
import type { ReadDatabase } from './database';
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
export async function migrate({ db, dialect }: ReadDatabase): Promise<void> {
  const engine = async (on: QueryExecutorProvider) => {
    for (const table of ENGINE) await createTable(on, dialect, table);
    // One live build for each projection: of two processes that begin at once, one makes it.
    await sql`create unique index builds_live on builds (projection) where status = 'live'`.execute(on);
  };
  const migrations: Record<string, Migration> = { '2026-11-22-engine': { up: engine } };
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error instanceof Error ? error : new Error(JSON.stringify(error));
}
