import {
  FORWARDS,
  START,
  StreamNotFoundError,
  type EventStoreDBClient,
  type JSONType,
  type RecordedEvent,
} from '@eventstore/db-client';
import { NoAnswer, within, type Deadline } from './deadline';
import type { LastingClient } from './lasting-client';
import { asStoreUnavailable, isAnswer } from './store-faults';

type Reading = Readonly<{ from: number; limit?: number; deadline: Deadline }>;

/**
 * Hands every event of a stream, from a revision on, to `each` as it comes. False when there is no such stream.
 * Errors: those of `each`; StoreUnavailable, after any number of events.
 */
export async function readForwards(
  clients: LastingClient,
  stream: string,
  { from, limit, deadline }: Reading,
  each: (event: RecordedEvent) => void,
): Promise<boolean> {
  let client: EventStoreDBClient | undefined;
  try {
    client = clients.now ?? (await within(clients.get(), deadline.left));
    for await (const event of eventsOf(client, stream, { from, ...(limit && { limit }), deadline })) each(event);
    clients.answered();
    return true;
  } catch (error) {
    if (client && isFaultOfTheStore(error)) clients.failed(client);
    else clients.answered();
    if (error instanceof StreamNotFoundError) return false;
    throw asStoreUnavailable(error);
  }
}

const isFaultOfTheStore = (error: unknown): boolean => asStoreUnavailable(error) !== error && !isAnswer(error);

async function* eventsOf(client: EventStoreDBClient, stream: string, { from, limit, deadline }: Reading) {
  const read = client.readStream<{ type: string; data: JSONType }>(stream, {
    direction: FORWARDS,
    fromRevision: from === 0 ? START : BigInt(from),
    ...(limit === undefined ? {} : { maxCount: limit }),
  });
  const patience = deadline.left;
  const timer = setTimeout(() => read.destroy(new NoAnswer(patience)), patience);
  // What comes after the loop has ended has nobody left to tell.
  read.on('error', () => undefined);

  let done = false;
  try {
    for await (const { event } of read) if (event) yield event as RecordedEvent;
    done = true;
  } finally {
    clearTimeout(timer);
    // Not awaited: it waits for a connection that may never come.
    if (!done) void read.cancel().catch(() => undefined);
  }
}
