import type Database from 'better-sqlite3';
import type { StoredEvent } from './events';
import { bytesOf } from './tail';

const ENOUGH_BYTES = 1024 * 1024;
const ENOUGH_COMMITS = 500;
const TOO_MUCH = 4;
const PAUSE_MS = 5;

/**
 * Brings the write-ahead log into the file a little at a time, when the loop has nothing else to do; under load that
 * never pauses, when several portions are due. So no checkpoint is long.
 */
export class Checkpointer {
  private bytes = 0;
  private commits = 0;
  private planned: NodeJS.Timeout | undefined;

  constructor(private readonly database: Database.Database) {}

  wrote(events: readonly StoredEvent[]): void {
    this.commits += 1;
    for (const event of events) this.bytes += bytesOf(event);
    const due = Math.max(this.bytes / ENOUGH_BYTES, this.commits / ENOUGH_COMMITS);
    if (due < 1) return;
    // Each commit puts it off, so it runs in a pause; unless there has been none for long.
    if (due >= TOO_MUCH) this.checkpoint();
    else this.soon();
  }

  /** In the next pause. After a refusal too: what is brought in makes room in the log. */
  soon(): void {
    clearTimeout(this.planned);
    this.planned = setTimeout(() => this.checkpoint(), PAUSE_MS);
  }

  /** The whole log into the file, at the end; on a full disk it stays where it is, complete, for the next start. */
  whole(): void {
    try {
      this.database.pragma('wal_checkpoint(TRUNCATE)');
    } catch {
      // As above.
    }
  }

  stop(): void {
    clearTimeout(this.planned);
  }

  private checkpoint(): void {
    clearTimeout(this.planned);
    this.bytes = 0;
    this.commits = 0;
    try {
      this.database.pragma('wal_checkpoint(PASSIVE)');
    } catch {
      // A full disk: the log stays as it is, complete, and the next portion tries again.
    }
  }
}
