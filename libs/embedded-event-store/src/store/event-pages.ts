import type Database from 'better-sqlite3';
import { COLUMNS, eventOf, type EventRow } from './event-rows';
import type { Direction, StoredEvent } from './events';
import { StreamNames } from './stream-names';
import { bytesOf } from './tail';

const MOST_BYTES = 1024 * 1024;

/** One page of a stream by revision, or of the log by position; `from` as the direction counts it. */
export interface PageRequest {
  readonly from: number;
  readonly direction: Direction;
  readonly limit: number;
}

type Page = Database.Statement<number[], EventRow>;

/** Reads pages, bounded in number and in bytes, so that no read holds the thread or memory for long. */
export class EventPages {
  private readonly all: Record<Direction, Page>;
  private readonly stream: Record<Direction, Page>;
  private readonly names: StreamNames;

  constructor(
    database: Database.Database,
    private readonly file: string,
  ) {
    this.names = new StreamNames(database);
    const page = (where: string): Page =>
      database.prepare<number[], EventRow>(`SELECT ${COLUMNS} FROM events ${where} LIMIT ?`).raw();
    const byRevision = 'INDEXED BY events_by_revision WHERE stream = ? AND revision';
    this.all = {
      forwards: page('WHERE position >= ? ORDER BY position'),
      backwards: page('WHERE position < ? ORDER BY position DESC'),
    };
    this.stream = {
      forwards: page(`${byRevision} >= ? ORDER BY revision`),
      backwards: page(`${byRevision} <= ? ORDER BY revision DESC`),
    };
  }

  ofAll({ from, direction, limit }: PageRequest): StoredEvent[] {
    return this.bounded(this.all[direction].iterate(from, limit));
  }

  ofStream(stream: number, { from, direction, limit }: PageRequest): StoredEvent[] {
    return this.bounded(this.stream[direction].iterate(stream, from, limit));
  }

  private bounded(rows: IterableIterator<EventRow>): StoredEvent[] {
    const events: StoredEvent[] = [];
    let bytes = 0;
    for (const row of rows) {
      const event = eventOf(row, this.names.of(row[1]), this.file);
      events.push(event);
      bytes += bytesOf(event);
      if (bytes >= MOST_BYTES) break;
    }
    return events;
  }
}
