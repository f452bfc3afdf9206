import type Database from 'better-sqlite3';
import { StoreClosed, storageFault } from './store-errors';

interface Job {
  readonly work: () => unknown;
  /** Under a savepoint of its own: it may throw without harm to the others of its group. */
  readonly guarded: boolean;
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/** How the owner of the caches learns what became of a group. */
export interface GroupOutcome {
  /** After COMMIT, before the jobs are answered: gives what to do once they are. */
  committed(): () => void;
  rolledBack(): void;
}

const MOST_PER_GROUP = 512;

/** A commit costs as much as the writing of ten events: where many come, more are waited for, but not for long. */
const COMPANY = 4;
const ENOUGH = 24;
const WAIT_MS = 2;
/** How much of a large group is still expected after a smaller one. */
const REMEMBERED = 0.9;

/**
 * The single writer. What an event-loop turn brings is written in one transaction: one sync to disk for all of it.
 * After a group of `COMPANY` or more the next one waits until as many have come as came together lately, or `ENOUGH`,
 * or `WAIT_MS` have passed; who comes alone never waits. Nobody is answered before COMMIT has returned.
 */
export class Committer {
  private queue: Job[] = [];
  private scheduled = false;
  private patience: NodeJS.Timeout | undefined;
  private lastGroup = 0;
  private crowd = 0;
  private closed = false;
  private idle: (() => void) | undefined;
  private readonly begin: Database.Statement;
  private readonly commit: Database.Statement;

  constructor(
    private readonly database: Database.Database,
    private readonly file: string,
    private readonly outcome: GroupOutcome,
  ) {
    this.begin = database.prepare('BEGIN IMMEDIATE');
    this.commit = database.prepare('COMMIT');
  }

  get waiting(): number {
    return this.queue.length;
  }

  run<T>(work: () => T, guarded = false): Promise<T> {
    if (this.closed) return Promise.reject(new StoreClosed());
    return new Promise<T>((resolve, reject) => {
      this.queue.push({ work, guarded, resolve, reject });
      this.schedule();
    });
  }

  /** Takes nothing more; resolves when all that was taken is answered. */
  close(): Promise<void> {
    this.closed = true;
    if (!this.scheduled) return Promise.resolve();
    return new Promise((resolve) => (this.idle = resolve));
  }

  private schedule(): void {
    const waits = this.lastGroup >= COMPANY && this.queue.length < Math.min(ENOUGH, this.crowd);
    if (this.patience && !waits) {
      clearTimeout(this.patience);
      this.patience = undefined;
      setImmediate(() => this.flush());
    } else if (!this.scheduled) {
      this.scheduled = true;
      if (waits) this.patience = setTimeout(() => this.flush(), WAIT_MS);
      else setImmediate(() => this.flush());
    }
  }

  private flush(): void {
    this.scheduled = false;
    this.patience = undefined;
    const group = this.queue.splice(0, MOST_PER_GROUP);
    this.lastGroup = group.length;
    this.crowd = Math.max(group.length, this.crowd * REMEMBERED);
    this.write(group);
    if (this.queue.length > 0) this.schedule();
    else this.idle?.();
  }

  /** A group that fails is written again in halves, so that only what cannot be stored is refused. */
  private write(group: readonly Job[]): void {
    let results: unknown[];
    try {
      results = this.transaction(group);
    } catch (error) {
      this.undo();
      if (group.length > 1) {
        const middle = group.length >>> 1;
        this.write(group.slice(0, middle));
        this.write(group.slice(middle));
        return;
      }
      group[0]?.reject(storageFault(error, this.file));
      return;
    }
    const publish = this.outcome.committed();
    group.forEach((job, index) => settle(job, results[index]));
    publish();
  }

  private transaction(group: readonly Job[]): unknown[] {
    this.begin.run();
    const results = group.map((job) => (job.guarded ? this.guarded(job) : job.work()));
    this.commit.run();
    return results;
  }

  private guarded({ work }: Job): unknown {
    this.database.exec('SAVEPOINT job');
    try {
      return work();
    } catch (error) {
      if (!this.database.inTransaction) throw error;
      this.database.exec('ROLLBACK TO job');
      return new Failed(storageFault(error, this.file));
    } finally {
      if (this.database.inTransaction) this.database.exec('RELEASE job');
    }
  }

  private undo(): void {
    if (this.database.inTransaction) this.database.exec('ROLLBACK');
    this.outcome.rolledBack();
  }
}

/** What a guarded job threw, on its way past the COMMIT of its group. */
class Failed {
  constructor(readonly error: Error) {}
}

function settle({ resolve, reject }: Job, result: unknown): void {
  if (result instanceof Failed) reject(result.error);
  else resolve(result as never);
}
