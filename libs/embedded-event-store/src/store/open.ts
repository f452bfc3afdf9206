import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { APPLICATION_ID, PAGE_BYTES, SCHEMA, SCHEMA_VERSION } from './schema';
import { DamagedStore, StorageRefused, StoreLocked, codeOf, storageFault } from './store-errors';

export const FILE = 'events.db';
const OWNER = 'owner.pid';

export interface OpenedStore {
  readonly database: Database.Database;
  readonly directory: string;
  readonly file: string;
}

/**
 * Opens the store of a directory for this process alone, or says why it cannot be used. Checks what is cheap: that the
 * file is ours, whole in length, of a version known here; pages are checked by `verify` and when they are read.
 */
export function openStore(data: string): OpenedStore {
  const directory = resolve(data);
  const file = join(directory, FILE);
  // For its owner alone, whatever the umask: what is stored is nobody else's to read.
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (!existsSync(file)) createStore(directory, file);
  checkHeader(file);

  const database = new Database(file, { timeout: 0 });
  try {
    configure(database, file, directory);
    checkVersion(database, file);
    if (broughtIn(database, file)) checkLength(database, file);
    writeFileSync(join(directory, OWNER), String(process.pid));
    return { database, directory, file };
  } catch (error) {
    database.close();
    throw storageFault(error, file);
  }
}

/** Made under another name and moved: a store that exists under its own name was once whole. */
function createStore(directory: string, file: string): void {
  if (existsSync(`${file}-wal`)) throw new DamagedStore(file, 'it is missing, though its write-ahead log is there');
  const unfinished = `${file}.new`;
  for (const left of ['', '-wal', '-journal']) rmSync(unfinished + left, { force: true });

  const database = new Database(unfinished);
  try {
    database.pragma(`page_size = ${PAGE_BYTES}`);
    database.exec(SCHEMA);
  } catch (error) {
    throw storageFault(error, unfinished);
  } finally {
    database.close();
  }
  renameSync(unfinished, file);
  const folder = openSync(directory, 'r');
  fsyncSync(folder);
  closeSync(folder);
}

/** Before anything opens the file: SQLite itself would begin to change it. The places are those of its file format. */
function checkHeader(file: string): void {
  const header = Buffer.alloc(100);
  const opened = openSync(file, 'r');
  const read = readSync(opened, header);
  closeSync(opened);
  if (read === 0) throw new DamagedStore(file, 'it is empty');
  if (!header.toString('latin1').startsWith('SQLite format 3\0')) throw new DamagedStore(file, 'it is no database');
  if (header.readUInt32BE(68) !== APPLICATION_ID) {
    throw new DamagedStore(file, 'it is not an event store of this product');
  }
}

function configure(database: Database.Database, file: string, directory: string): void {
  try {
    database.pragma('locking_mode = EXCLUSIVE');
    database.exec('BEGIN EXCLUSIVE; COMMIT');
    database.pragma('journal_mode = WAL');
    database.exec('BEGIN EXCLUSIVE; COMMIT');
  } catch (error) {
    if (isBusy(error)) throw new StoreLocked(directory, ownerOf(directory));
    throw storageFault(error, file);
  }
  database.pragma('synchronous = FULL');
  database.pragma('wal_autocheckpoint = 0');
  database.pragma('cache_size = -16384');
  database.pragma('temp_store = MEMORY');
  database.pragma('trusted_schema = OFF');
}

function checkVersion(database: Database.Database, file: string): void {
  const version = Number(database.pragma('user_version', { simple: true }));
  if (version > SCHEMA_VERSION) {
    throw new DamagedStore(file, `it was written by a newer version (${version}; this one knows ${SCHEMA_VERSION})`);
  }
  if (version < SCHEMA_VERSION) throw new DamagedStore(file, `its version ${version} is unknown`);
}

/** Brings what a crash left in the write-ahead log into the file; on a full disk it stays in the log, complete. */
function broughtIn(database: Database.Database, file: string): boolean {
  try {
    database.pragma('wal_checkpoint(TRUNCATE)');
    return true;
  } catch (error) {
    const fault = storageFault(error, file);
    if (fault instanceof StorageRefused) return false;
    throw fault;
  }
}

function checkLength(database: Database.Database, file: string): void {
  const wanted = Number(database.pragma('page_count', { simple: true })) * PAGE_BYTES;
  const found = statSync(file).size;
  if (found < wanted) throw new DamagedStore(file, `it is cut short: ${found} bytes of ${wanted}`);
}

const isBusy = (error: unknown): boolean => codeOf(error).startsWith('SQLITE_BUSY');

function ownerOf(directory: string): string {
  try {
    return `process ${readFileSync(join(directory, OWNER), 'utf8')}`;
  } catch {
    return 'another process';
  }
}

/** Takes the owner's mark away; the lock itself went with the connection. */
export const forgetOwner = (directory: string): void => rmSync(join(directory, OWNER), { force: true });
