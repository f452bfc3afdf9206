import type { EventStoreDBClient } from '@eventstore/db-client';

const FAILURES_BEFORE_REPLACEMENT = 3;
const REPLACED_AT_MOST_EVERY_MS = 5_000;
const FAREWELL_MS = 1_000;
const REFUSAL_HOLDS_MS = 5_000;

/**
 * A client that is replaced when it keeps failing: INTERNAL, UNKNOWN and silence never make it look for another
 * server, and a failed question after the server's features stays with it for good.
 *
 * The old client is gone before the new one comes: what fails on one client's append stream rejects the pending
 * appends of every client in the process.
 */
export class LastingClient {
  private current: EventStoreDBClient | undefined;
  private farewell: Promise<unknown> = Promise.resolve();
  private failures = 0;
  private replacedAt = -Infinity;
  private refusedAt = -Infinity;
  private disposed = false;

  constructor(private readonly make: () => EventStoreDBClient) {
    this.current = make();
  }

  /** The client, unless one is just being replaced. */
  get now(): EventStoreDBClient | undefined {
    return this.current;
  }

  /** Errors: Error once disposed. */
  async get(): Promise<EventStoreDBClient> {
    await this.farewell;
    if (this.disposed) throw new Error('The connection to the event store is closed.');
    return (this.current ??= this.make());
  }

  /** The store answered, whatever it said. */
  answered(): void {
    this.failures = 0;
  }

  /** The store answered that it cannot write: its disk is full, as a rule. */
  refused(): void {
    this.refusedAt = performance.now();
  }

  /** What was sent is written. */
  wrote(): void {
    this.refusedAt = -Infinity;
  }

  /** Whether it could not write a moment ago, and has not since. It is for the next append to find out anew. */
  get refuses(): boolean {
    return performance.now() - this.refusedAt < REFUSAL_HOLDS_MS;
  }

  /** A call on this client failed without a word from the store. */
  failed(client: EventStoreDBClient): void {
    if (client !== this.current || this.disposed) return;
    this.failures += 1;
    const now = performance.now();
    if (this.failures < FAILURES_BEFORE_REPLACEMENT || now - this.replacedAt < REPLACED_AT_MOST_EVERY_MS) return;

    this.failures = 0;
    this.replacedAt = now;
    this.current = undefined;
    this.farewell = leave(client);
  }

  async dispose(): Promise<void> {
    const client = this.current;
    this.disposed = true;
    this.current = undefined;
    if (client) this.farewell = leave(client);
    await this.farewell;
  }
}

/** Ends every stream of a client; one that cannot be ended does not hold us up. */
export async function leave(client: EventStoreDBClient): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise((resolve) => (timer = setTimeout(resolve, FAREWELL_MS)));
  await Promise.race([client.dispose().catch(() => undefined), patience]);
  clearTimeout(timer);
}
