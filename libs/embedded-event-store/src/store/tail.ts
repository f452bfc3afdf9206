import type { StoredEvent } from './events';

const MOST_EVENTS = 4096;
const MOST_BYTES = 8 * 1024 * 1024;

export const bytesOf = (event: StoredEvent): number => event.data.length + event.metadata.length + 256;

/**
 * The newest committed events, kept in memory within bounds, and those who wait for the next. A reader that keeps up
 * is served from here; one that lags reads from disk. Nothing is held per reader.
 */
export class Tail {
  private events: StoredEvent[] = [];
  private bytes = 0;
  private waiting = new Set<() => void>();
  /** Every event after this position is in memory. */
  private floor: number;

  /** `position`: of the newest committed event, 0 for an empty log. */
  constructor(public position: number) {
    this.floor = position;
  }

  /** Told of what was committed, in order, after COMMIT. */
  publish(committed: readonly StoredEvent[]): void {
    const newest = committed.at(-1);
    if (!newest) return;
    for (const event of committed) {
      this.events.push(event);
      this.bytes += bytesOf(event);
    }
    this.position = newest.position;
    this.trim();

    const woken = this.waiting;
    this.waiting = new Set();
    for (const wake of woken) wake();
  }

  /** The events after `position`, oldest first, or undefined when memory does not reach back that far. */
  after(position: number, limit: number): readonly StoredEvent[] | undefined {
    if (!this.reaches(position)) return undefined;
    const start = this.indexAfter(position);
    return this.events.slice(start, start + limit);
  }

  /** True when a reader at `position` keeps up: what comes next is in memory, or has not come. */
  reaches(position: number): boolean {
    return position >= this.floor;
  }

  /** Resolves when the log is past `position`, or when `signal` aborts. */
  grownPast(position: number, signal: AbortSignal): Promise<void> {
    if (this.position > position || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        signal.removeEventListener('abort', wake);
        this.waiting.delete(wake);
        resolve();
      };
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  private indexAfter(position: number): number {
    let low = 0;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.events[middle]?.position ?? Infinity) <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Half is let go at once, so that a commit costs no shift of the whole array. */
  private trim(): void {
    while (this.events.length > MOST_EVENTS || (this.bytes > MOST_BYTES && this.events.length > 1)) {
      const gone = this.events.splice(0, Math.ceil(this.events.length / 2));
      for (const event of gone) this.bytes -= bytesOf(event);
      this.floor = gone.at(-1)?.position ?? this.floor;
    }
  }
}
