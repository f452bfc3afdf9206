import type Database from 'better-sqlite3';
import { COLUMNS, eventOf, PACKED_COLUMNS, rowsOf, type EventRow, type PackedPage } from './event-rows';
import type { Direction, StoredEvent } from './events';
import { codeOf, DamagedStore } from './store-errors';
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

/**
 * Reads pages, bounded in number and in bytes, so that no read holds the thread or memory for long.
 *
 * Whoever follows the whole log reads it as packed pages. A position grows by at least the bytes of its event (see
 * Appender), so that a range of positions holds no more than its width.
 */
export class EventPages {
  private readonly packed: Database.Statement<number[], PackedPage>;
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
    this.packed = database
      .prepare<number[], PackedPage>(
        `SELECT ${PACKED_COLUMNS} FROM (SELECT * FROM events WHERE position >= ? AND position < ? ORDER BY position LIMIT ?)`,
      )
      .raw();
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
    const packed = direction === 'forwards' ? this.packedFrom(from, limit) : [];
    // Nothing within the range: the end of the log, or an event larger than all of it.
    return packed.length > 0 ? packed : this.bounded(this.all[direction].iterate(from, limit));
  }

  ofStream(stream: number, { from, direction, limit }: PageRequest): StoredEvent[] {
    return this.bounded(this.stream[direction].iterate(stream, from, limit));
  }

  private bounded(rows: IterableIterator<EventRow>): StoredEvent[] {
    const events: StoredEvent[] = [];
    let bytes = 0;
    for (const row of rows) {
      const event = this.event(row);
      events.push(event);
      bytes += bytesOf(event);
      if (bytes >= MOST_BYTES) break;
    }
    return events;
  }

  /** What SQLite cannot write down as JSON is no number, where it wrote nothing else. */
  private packedFrom(from: number, limit: number): StoredEvent[] {
    try {
      const page = this.packed.get(from, from + MOST_BYTES, limit);
      return page ? Array.from(rowsOf(page), (row) => this.event(row)) : [];
    } catch (error) {
      if (codeOf(error) !== 'SQLITE_ERROR') throw error;
      throw new DamagedStore(this.file, `an event at position ${from} or after it has a number that is none`);
    }
  }

  private event(row: EventRow): StoredEvent {
    return eventOf(row, this.names.of(row[1]), this.file);
  }
}
