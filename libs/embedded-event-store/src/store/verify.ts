import type Database from 'better-sqlite3';
import { COLUMNS, faultOf, type EventRow } from './event-rows';
import { forgetOwner, openStore } from './open';
import { storageFault } from './store-errors';
import { StreamNames } from './stream-names';

/** What a whole reading of a store found. */
export interface Verification {
  readonly events: number;
  readonly streams: number;
  /** One sentence each, the first 100; empty when the store is whole. */
  readonly faults: readonly string[];
}

const MOST_FAULTS = 100;

/**
 * Reads the whole store of a directory that no process is using: every page, every event against its checksum, every
 * stream for revisions that lack. Changes nothing.
 *
 * @throws DamagedStore or StoreLocked when it cannot even be opened
 */
export function verifyEventStore(data: string): Verification {
  const { database, directory, file } = openStore(data);
  try {
    const faults = [...pageFaults(database), ...eventFaults(database), ...streamFaults(database)];
    return {
      events: count(database, 'events'),
      streams: count(database, 'streams'),
      faults: faults.slice(0, MOST_FAULTS),
    };
  } catch (error) {
    return { events: 0, streams: 0, faults: [storageFault(error, file).message] };
  } finally {
    database.close();
    forgetOwner(directory);
  }
}

const count = (database: Database.Database, table: string): number =>
  database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;

function pageFaults(database: Database.Database): string[] {
  const found = database.prepare<[], string>(`PRAGMA integrity_check(${MOST_FAULTS})`).pluck().all();
  return found.filter((line) => line !== 'ok');
}

function eventFaults(database: Database.Database): string[] {
  const faults: string[] = [];
  const names = new StreamNames(database);
  const rows = database.prepare<[], EventRow>(`SELECT ${COLUMNS} FROM events ORDER BY position`).raw().iterate();
  for (const row of rows) {
    const fault = faultOf(row, names.of(row[1]));
    if (fault) faults.push(fault);
    if (faults.length >= MOST_FAULTS) break;
  }
  return faults;
}

function streamFaults(database: Database.Database): string[] {
  const gaps = database
    .prepare<[], { name: string; events: number; last: number }>(
      'SELECT s.name, count(*) AS events, max(e.revision) AS last FROM events e JOIN streams s ON s.id = e.stream GROUP BY e.stream HAVING events <> last + 1 LIMIT 100',
    )
    .all();
  return gaps.map(({ name, events, last }) => `Stream '${name}' has ${events} events, though its last is ${last}.`);
}
