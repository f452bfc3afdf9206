import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent, NO_STREAM, type JSONEventData } from '@eventstore/db-client';

type Stored = Readonly<{ type: string; data: Record<string, unknown>; metadata: Record<string, unknown> }>;

const EVENTS_OF_A_RECORD = 10;
const WRITERS = 16;

/**
 * Fills the store with records like a given one: what the exchange once stored, under new ids. Each record holds the
 * publication and nine acts. `onBatch` is told how many events there are. Returns the ids of some of the records.
 */
export async function fillLike(
  connectionString: string,
  noticeId: string,
  events: number,
  onBatch: (stored: number) => void,
): Promise<string[]> {
  const client = EventStoreDBClient.connectionString(connectionString);
  const model = await eventsOf(client, noticeId);
  const made: string[] = [];
  let left = Math.ceil(events / EVENTS_OF_A_RECORD);

  const writer = async () => {
    for (; left > 0; onBatch(events - left * EVENTS_OF_A_RECORD)) {
      left -= 1;
      const id = randomUUID();
      await client.appendToStream(`lawNotice-${id}`, recordLike(model, id), { expectedRevision: NO_STREAM });
      if (made.length < 1_000) made.push(id);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  await client.dispose();
  return made;
}

async function eventsOf(client: EventStoreDBClient, noticeId: string): Promise<Stored[]> {
  const stored: Stored[] = [];
  for await (const { event } of client.readStream(`lawNotice-${noticeId}`, { maxCount: EVENTS_OF_A_RECORD })) {
    if (event)
      stored.push({
        type: event.type,
        data: event.data as Stored['data'],
        metadata: event.metadata as Stored['metadata'],
      });
  }
  if (stored.length < EVENTS_OF_A_RECORD) throw new Error(`The record to copy has only ${stored.length} events.`);
  return stored;
}

const recordLike = (model: readonly Stored[], noticeId: string): JSONEventData[] =>
  model.map(({ type, data, metadata }) =>
    jsonEvent({
      type,
      data: { ...data, noticeId },
      metadata: { ...metadata, requestId: randomUUID() },
    }),
  );
