import Sqlite from 'better-sqlite3';
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import { postgres } from './dialect/postgres';
import { writingPool } from './dialect/postgres-client';
import { sqlite } from './dialect/sqlite';
import type { Dialect } from './dialect/dialect';
import type { EngineTables } from './engine-tables';

/** The database of one read side: a file, or a schema of its own under a role of its own. */
export type ReadDatabase = Readonly<{
  db: Kysely<EngineTables>;
  dialect: Dialect;
  close: () => Promise<void>;
}>;

/** Waits so long for another process that writes to the same file, in milliseconds. */
const BUSY_MS = 10_000;

/** Kept of the file in memory, in KiB: a process may hold six of them. */
const CACHE = { readOnly: 4_096, writing: 8_192 };

/**
 * `file`: its folder must exist. Who only asks says `readOnly`. It is opened when first asked, and may be made until
 * then by who writes. Errors of the first question: SqliteError.
 */
export function openSqlite(file: string, { readOnly = false }: Readonly<{ readOnly?: boolean }> = {}): ReadDatabase {
  const open = async () => {
    const database = new Sqlite(file, { readonly: readOnly, fileMustExist: readOnly, timeout: BUSY_MS });
    if (!readOnly) {
      database.pragma('journal_mode = WAL');
      // What a crash of the machine loses is read again from the feed: the cursor is lost with the rows.
      database.pragma('synchronous = NORMAL');
    }
    database.pragma(`cache_size = -${readOnly ? CACHE.readOnly : CACHE.writing}`);
    return cachingStatements(database);
  };
  const db = new Kysely<EngineTables>({ dialect: new SqliteDialect({ database: open }) });
  return { db, dialect: sqlite, close: () => db.destroy() };
}

export type PostgresOptions = Readonly<{
  /** `postgres://role:password@host:5432/database` */
  connectionString: string;
  /** A read side sees no other schema. */
  schema: string;
  connections?: number;
}>;

/** Connects when first asked. Its driver is loaded only then: who keeps a file needs none of it. */
export function openPostgres({ connectionString, schema, connections = 10 }: PostgresOptions): ReadDatabase {
  const pool = async () => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when wanted
    const { Pool, types } = require('pg') as typeof import('pg');
    // PostgreSQL's count(*) is an int8, which the driver would hand over as text. Nothing here comes near 2^53.
    types.setTypeParser(types.builtins.INT8, Number);
    const opened = new Pool({
      connectionString,
      max: connections,
      connectionTimeoutMillis: BUSY_MS,
      // Compiling a query takes it longer than any page of a list.
      options: `-c search_path=${schema} -c jit=off`,
      application_name: `fuyuan-${schema}`,
    });
    // Nor may one end the process that breaks between two statements of a transaction: its next statement fails.
    opened.on('connect', (client) => client.on('error', () => undefined));
    // A connection that breaks while nobody uses it is replaced by the next query; unheard, it would end the process.
    opened.on('error', () => undefined);
    return writingPool(opened);
  };
  const db = new Kysely<EngineTables>({ dialect: new PostgresDialect({ pool }) });
  return { db, dialect: postgres, close: () => db.destroy() };
}

/** Kysely prepares every statement anew; better-sqlite3 would compile it each time. */
function cachingStatements(database: Sqlite.Database) {
  const statements = new Map<string, Sqlite.Statement>();
  const limit = 500;
  return {
    close: () => database.close(),
    prepare: (text: string) => {
      const known = statements.get(text);
      if (known) return known;
      const statement = database.prepare(text);
      if (statements.size >= limit) statements.clear();
      statements.set(text, statement);
      return statement;
    },
  };
}
