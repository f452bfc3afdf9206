import { join } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import { startEventStore } from '@fuyuan/testing';

/** What the exchange records by itself: no act of a caller. */
const OF_ITS_OWN = /^(account|denials)-/;

/** The stream and revision of every act that callers did in a data directory that nobody uses at the moment. */
export async function storedEvents(data: string): Promise<string[]> {
  const store = await startEventStore({ data: join(data, 'events') });
  const client = EventStoreDBClient.connectionString(store.connectionString);
  const found: string[] = [];
  for await (const { event } of client.readAll()) {
    if (event && !event.type.startsWith('$') && !OF_ITS_OWN.test(event.streamId))
      found.push(`${event.streamId}@${event.revision}`);
  }
  await client.dispose();
  await store.stop();
  return found;
}
