import type { Position, RecordedEvent, ResolvedEvent } from '@eventstore/db-client';
import { until } from '@fuyuan/testing';

/** Everything that a read gives, as an array. */
export async function all<T>(events: AsyncIterable<T>): Promise<T[]> {
  const read: T[] = [];
  for await (const event of events) read.push(event);
  return read;
}

/** The `n` of events made by `numbered`. */
export const numberOf = ({ event }: ResolvedEvent): number => (event?.data as { n: number }).n;

/** What any subscription gives: of a stream, of the whole log, or shared by a group. */
export type Given = ResolvedEvent & { event?: RecordedEvent & { position?: Position }; retryCount?: number };
interface Flow {
  on(event: string, told: (...what: unknown[]) => void): unknown;
  unsubscribe(): Promise<void>;
}

/** What a subscription has delivered until now, and how to wait for more. */
export class Delivered<Source extends Flow = Flow> {
  readonly events: Given[] = [];
  error: Error | undefined;
  ended = false;
  caughtUp = 0;
  confirmed = false;

  constructor(readonly subscription: Source) {
    subscription.on('error', (error) => (this.error = error as Error));
    subscription.on('data', (event) => this.events.push(event as Given));
    subscription.on('end', () => (this.ended = true));
    subscription.on('caughtUp', () => this.caughtUp++);
    subscription.on('confirmation', () => (this.confirmed = true));
  }

  async atLeast(count: number): Promise<Given[]> {
    await until(`${count} events, ${this.events.length} came`, () => this.failed() || this.events.length >= count);
    return this.events;
  }

  async live(): Promise<void> {
    await until('caught up', () => this.failed() || this.caughtUp > 0);
  }

  async opened(): Promise<void> {
    await until('confirmation', () => this.failed() || this.confirmed);
  }

  async refusal(): Promise<Error> {
    await until('an error', () => this.error !== undefined);
    return this.error as Error;
  }

  stop(): Promise<void> {
    return this.subscription.unsubscribe();
  }

  private failed(): boolean {
    if (this.error) throw this.error;
    return false;
  }
}
