import { existsSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { Appender } from './appender';
import { Checkpointer } from './checkpointer';
import { Committer } from './committer';
import { EventPages, type PageRequest } from './event-pages';
import type { Append, AppendResult, ExpectedRevision, StoredEvent, StreamPage } from './events';
import { linkTarget } from './links';
import { forgetOwner, openStore, type OpenedStore } from './open';
import { firstRevision, isSoftDeleted, oldestCreated } from './retention';
import { storageFault } from './store-errors';
import { StreamDirectory, type StreamInfo } from './stream-directory';
import { tombstoneEvent } from './system-events';
import { Tail, bytesOf } from './tail';

const MOST_BYTES = 1024 * 1024;

/** The log: the one door to the file, as README.md beside this file says. */
export class EventLog {
  readonly database: Database.Database;
  readonly tail: Tail;
  private readonly streams: StreamDirectory;
  private readonly appender: Appender;
  private readonly committer: Committer;
  private readonly pages: EventPages;
  private readonly checkpointer: Checkpointer;

  private constructor(private readonly opened: OpenedStore) {
    const { database, file } = opened;
    const last = database.prepare<[], number | null>('SELECT max(position) FROM events').pluck().get() ?? 0;
    this.database = database;
    this.streams = new StreamDirectory(database);
    this.pages = new EventPages(database, file);
    this.appender = new Appender(database, this.streams, last);
    this.tail = new Tail(last);
    this.checkpointer = new Checkpointer(database);
    this.committer = new Committer(database, file, {
      committed: () => this.committed(),
      rolledBack: () => {
        this.appender.rolledBack();
        this.checkpointer.soon();
      },
    });
  }

  /** @throws DamagedStore, StoreLocked or StorageRefused, each naming the file or directory */
  static open(data: string, limits: { readonly maxPages?: number } = {}): EventLog {
    const opened = openStore(data);
    try {
      if (limits.maxPages) opened.database.pragma(`max_page_count = ${limits.maxPages}`);
      return new EventLog(opened);
    } catch (error) {
      opened.database.close();
      throw storageFault(error, opened.file);
    }
  }

  get file(): string {
    return this.opened.file;
  }

  get lastPosition(): number {
    return this.tail.position;
  }

  append(append: Append): Promise<AppendResult> {
    return this.committer.run(() => this.appender.append(append));
  }

  /** Soft or for ever. The stream need not exist, as with EventStoreDB, unless the expectation says so. */
  remove(stream: string, expected: ExpectedRevision, how: 'soft' | 'for-ever'): Promise<AppendResult> {
    return this.committer.run(() => {
      const allowed = this.appender.append({ stream, expected, events: [] });
      if (allowed.outcome !== 'stored') return allowed;
      const position =
        how === 'soft' ? this.appender.softDelete(stream) : this.appender.tombstone(stream, tombstoneEvent());
      return { outcome: 'stored', revision: allowed.revision, position };
    });
  }

  /** Runs `work` in the next group commit, under a savepoint; answers after COMMIT. */
  transact<T>(work: (database: Database.Database) => T): Promise<T> {
    return this.committer.run(() => work(this.database), true);
  }

  readStream(stream: string, request: PageRequest): StreamPage {
    const info = this.streams.find(stream);
    if (info?.tombstoned) return { state: 'deleted' };
    if (!info || info.last < 0 || isSoftDeleted(info.retention)) return { state: 'missing' };
    return this.reading(() => this.visiblePage(info, request));
  }

  /** The state of a stream without its events; `last` is its newest revision. */
  streamState(stream: string): { readonly state: 'open' | 'missing' | 'deleted'; readonly last: number } {
    const info = this.streams.find(stream);
    if (info?.tombstoned) return { state: 'deleted', last: info.last };
    if (!info || info.last < 0 || isSoftDeleted(info.retention)) return { state: 'missing', last: info?.last ?? -1 };
    return { state: 'open', last: info.last };
  }

  readAll(request: PageRequest): readonly StoredEvent[] {
    return this.reading(() => this.pages.ofAll(request));
  }

  /** What was committed after `position`, from memory when it reaches that far back. */
  readAllAfter(position: number, limit: number): readonly StoredEvent[] {
    const recent = this.tail.after(position, limit);
    return recent ? upTo(recent, MOST_BYTES) : this.readAll({ from: position + 1, direction: 'forwards', limit });
  }

  /** The event that a link points at; undefined when it is gone or may not be seen. */
  resolve(event: StoredEvent): StoredEvent | undefined {
    const target = linkTarget(event);
    if (!target) return undefined;
    const page = this.readStream(target.stream, { from: target.revision, direction: 'forwards', limit: 1 });
    const found = page.state === 'open' ? page.events[0] : undefined;
    return found?.revision === target.revision ? found : undefined;
  }

  /** Copies the store, page by page, while it is in use, to a file that must not exist yet. */
  async backup(to: string): Promise<void> {
    if (existsSync(to)) throw new Error(`${to} exists; a backup replaces nothing.`);
    await this.database.backup(to, { progress: () => 256 });
  }

  /** Answers what was taken, brings the write-ahead log into the file and lets go of the directory. */
  async close(): Promise<void> {
    await this.committer.close();
    this.checkpointer.stop();
    this.checkpointer.whole();
    this.database.close();
    forgetOwner(this.opened.directory);
  }

  private visiblePage(info: StreamInfo, { from, direction, limit }: PageRequest): StreamPage {
    const { last, retention } = info;
    const first = firstRevision(retention, last);
    const start = direction === 'forwards' ? Math.max(from, first) : Math.min(from, last);
    const page = this.pages.ofStream(info.id, { from: start, direction, limit });
    const oldest = oldestCreated(retention, Date.now());
    const events = page.filter(({ revision, created }) => revision >= first && created >= oldest);
    const newestRead = page.at(-1)?.revision;
    const end = newestRead === undefined || (direction === 'forwards' ? newestRead >= last : newestRead <= first);
    return { state: 'open', events, last, next: next(direction, newestRead), end };
  }

  private reading<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      throw storageFault(error, this.file);
    }
  }

  private committed(): () => void {
    const written = this.appender.committed();
    this.checkpointer.wrote(written);
    return () => this.tail.publish(written);
  }
}

const next = (direction: 'forwards' | 'backwards', newestRead = 0): number =>
  direction === 'forwards' ? newestRead + 1 : newestRead - 1;

function upTo(events: readonly StoredEvent[], bytes: number): readonly StoredEvent[] {
  let sum = 0;
  const cut = events.findIndex((event) => (sum += bytesOf(event)) >= bytes);
  return cut < 0 ? events : events.slice(0, cut + 1);
}
