import type Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import { METASTREAM, isMetastream, type Retention } from './retention';

/** What is known of a stream, as of the last statement of the writer. Changed only inside a transaction. */
export interface StreamInfo {
  readonly id: number;
  readonly name: string;
  /** The newest revision; -1 when nothing was ever written to it. */
  last: number;
  tombstoned: boolean;
  retention: Retention;
}

interface StreamRow {
  readonly id: number;
  readonly tombstoned: number;
  readonly max_count: number | null;
  readonly max_age: number | null;
  readonly truncate_before: number | null;
}

const REMEMBERED = 20_000;

/** Finds streams by name. A bounded cache stands before the table; a rollback forgets what it had changed. */
export class StreamDirectory {
  private readonly cache = new LRUCache<string, StreamInfo>({ max: REMEMBERED });
  private readonly changed = new Set<string>();
  private readonly select: Database.Statement<[string], StreamRow>;
  private readonly lastRevision: Database.Statement<[number], number | null>;
  private readonly insert: Database.Statement<[string]>;
  private readonly update: Database.Statement<[number, number | null, number | null, number | null, number]>;

  constructor(database: Database.Database) {
    this.select = database.prepare(
      'SELECT id, tombstoned, max_count, max_age, truncate_before FROM streams WHERE name = ?',
    );
    this.lastRevision = database
      .prepare<[number], number | null>(
        'SELECT max(revision) FROM events INDEXED BY events_by_revision WHERE stream = ?',
      )
      .pluck();
    this.insert = database.prepare('INSERT INTO streams (name) VALUES (?)');
    this.update = database.prepare(
      'UPDATE streams SET tombstoned = ?, max_count = ?, max_age = ?, truncate_before = ? WHERE id = ?',
    );
  }

  find(name: string): StreamInfo | undefined {
    const known = this.cache.get(name);
    if (known) return known;
    const row = this.select.get(name);
    if (!row) return undefined;

    const info: StreamInfo = {
      id: row.id,
      name,
      last: this.lastRevision.get(row.id) ?? -1,
      tombstoned: row.tombstoned === 1,
      retention: isMetastream(name) ? METASTREAM : retentionIn(row),
    };
    this.cache.set(name, info);
    return info;
  }

  /** For the writer: the stream, made when it is not there yet. The caller is about to change it. */
  open(name: string): StreamInfo {
    const info = this.find(name);
    return info ? this.touch(info) : this.create(name);
  }

  /** For the writer: what was found is about to be changed. */
  touch(info: StreamInfo): StreamInfo {
    this.changed.add(info.name);
    return info;
  }

  /** For the writer: a stream that `find` does not know. */
  create(name: string): StreamInfo {
    const id = Number(this.insert.run(name).lastInsertRowid);
    const retention = isMetastream(name) ? METASTREAM : {};
    const info: StreamInfo = { id, name, last: -1, tombstoned: false, retention };
    this.cache.set(name, info);
    return this.touch(info);
  }

  /** Keeps what was set on `info` besides its last revision. */
  save({ id, tombstoned, retention }: StreamInfo): void {
    const { maxCount = null, maxAge = null, truncateBefore = null } = retention;
    this.update.run(tombstoned ? 1 : 0, maxCount, maxAge, truncateBefore, id);
  }

  committed(): void {
    this.changed.clear();
  }

  rolledBack(): void {
    for (const name of this.changed) this.cache.delete(name);
    this.changed.clear();
  }
}

const retentionIn = ({ max_count, max_age, truncate_before }: StreamRow): Retention => ({
  ...(max_count === null ? {} : { maxCount: max_count }),
  ...(max_age === null ? {} : { maxAge: max_age }),
  ...(truncate_before === null ? {} : { truncateBefore: truncate_before }),
});
