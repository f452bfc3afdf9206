import { EventStoreDBClient, FORWARDS, START } from '@eventstore/db-client';
import { startEventStore } from '@fuyuan/testing';
import type { Histories, Stored } from './audit';

/** What the exchange records by itself: no act of a caller, and nobody has a receipt for it. */
const OF_ITS_OWN = /^(account|denials)-/;

export const ofActs = (log: Histories): Histories => only(log, (stream) => !OF_ITS_OWN.test(stream));
export const ofTheExchange = (log: Histories): Histories => only(log, (stream) => OF_ITS_OWN.test(stream));

const only = (log: Histories, wanted: (stream: string) => boolean): Histories =>
  new Map([...log].filter(([stream]) => wanted(stream)));

/**
 * Every event of the product in the store's own order, read from the data directory behind the exchange's back.
 * The process that owned the directory must have ended. Errors: positions that do not ascend.
 */
export async function wholeLogOf(data: string): Promise<Map<string, Stored[]>> {
  const store = await startEventStore({ data });
  const client = EventStoreDBClient.connectionString(store.connectionString);
  const streams = new Map<string, Stored[]>();
  let last = -1n;

  try {
    for await (const { event } of client.readAll({ direction: FORWARDS, fromPosition: START })) {
      if (!event) continue;
      const { commit, prepare } = event.position;
      if (commit <= last) throw new Error(`$all: position ${commit} comes after ${last}.`);
      last = commit;
      if (event.streamId.startsWith('$')) continue;

      const { recordedAt } = event.metadata as { recordedAt: string };
      const stored = {
        eventId: event.id,
        revision: Number(event.revision),
        position: `${commit}/${prepare}`,
        recordedAt,
      };
      streams.set(event.streamId, [...(streams.get(event.streamId) ?? []), stored]);
    }
  } finally {
    await client.dispose();
    await store.stop();
  }
  return streams;
}
