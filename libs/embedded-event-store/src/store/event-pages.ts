import type Database from 'better-sqlite3';
import { COLUMNS, FROM_EVENTS, eventOf, type EventRow } from './event-rows';
import type { Direction, StoredEvent } from './events';
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

  constructor(
    database: Database.Database,
    private readonly file: string,
  ) {
    const page = (sql: string): Page => database.prepare<number[], EventRow>(sql).raw();
    const byRevision = `SELECT ${COLUMNS} ${FROM_EVENTS.replace('events e', 'events e INDEXED BY events_by_revision')}`;
    this.all = {
      forwards: page(`SELECT ${COLUMNS} ${FROM_EVENTS} WHERE e.position >= ? ORDER BY e.position LIMIT ?`),
      backwards: page(`SELECT ${COLUMNS} ${FROM_EVENTS} WHERE e.position < ? ORDER BY e.position DESC LIMIT ?`),
    };
    this.stream = {
      forwards: page(`${byRevision} WHERE e.stream = ? AND e.revision >= ? ORDER BY e.revision LIMIT ?`),
      backwards: page(`${byRevision} WHERE e.stream = ? AND e.revision <= ? ORDER BY e.revision DESC LIMIT ?`),
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
      const event = eventOf(row, this.file);
      events.push(event);
      bytes += bytesOf(event);
      if (bytes >= MOST_BYTES) break;
    }
    return events;
  }
}
