import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { EventStoreDBClient, NO_STREAM, jsonEvent } from '@eventstore/db-client';

/** Load on a store through the client, each kind with its rate in events per second (or its delays in milliseconds). */

export const connect = (connectionString: string): EventStoreDBClient =>
  EventStoreDBClient.connectionString(connectionString);

const TEXT = 'x'.repeat(180);
const measured = (number: number) => jsonEvent({ type: 'Measured', data: { number, text: TEXT } });

async function rate(events: number, work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return (events * 1000) / (performance.now() - begin);
}

export interface Appending {
  readonly callers: number;
  /** Events of one append. */
  readonly batch: number;
  /** Of all callers together. */
  readonly appends: number;
}

/** Each caller writes to a stream of its own, one append after another, each at the revision it knows. */
export function appendRate(client: EventStoreDBClient, { callers, batch, appends }: Appending): Promise<number> {
  const each = Math.ceil(appends / callers);
  const caller = async () => {
    const stream = `bench-${randomUUID()}`;
    for (let done = 0; done < each; done += 1) {
      const events = Array.from({ length: batch }, (_, n) => measured(done * batch + n));
      const expectedRevision = done === 0 ? NO_STREAM : BigInt(done * batch - 1);
      await client.appendToStream(stream, events, { expectedRevision });
    }
  };
  return rate(each * callers * batch, () => Promise.all(Array.from({ length: callers }, caller)));
}

/** Fills a store with `events` events over streams of about 100. */
export const fill = (client: EventStoreDBClient, events: number): Promise<number> =>
  appendRate(client, { callers: 8, batch: 100, appends: Math.ceil(events / 100) });

export async function longStream(client: EventStoreDBClient, events: number): Promise<string> {
  const stream = `bench-${randomUUID()}`;
  for (let done = 0; done < events; done += 1000) {
    const page = Array.from({ length: Math.min(1000, events - done) }, (_, n) => measured(done + n));
    await client.appendToStream(stream, page, { expectedRevision: done === 0 ? NO_STREAM : BigInt(done - 1) });
  }
  return stream;
}

/** To the very end: a read of this client that is left after its last event makes `dispose` wait for ever. */
async function whole(events: AsyncIterable<unknown>, wanted: number): Promise<void> {
  let seen = 0;
  for await (const _event of events) seen += 1;
  if (seen !== wanted) throw new Error(`${seen} of ${wanted} events came.`);
}

async function first(events: AsyncIterable<unknown>, wanted: number): Promise<void> {
  let seen = 0;
  for await (const _event of events) if ((seen += 1) >= wanted) return;
}

export const streamReadRate = (client: EventStoreDBClient, stream: string, events: number): Promise<number> =>
  rate(events, () => whole(client.readStream(stream, { maxCount: events }), events));

export const allReadRate = (client: EventStoreDBClient, events: number): Promise<number> =>
  rate(events, () => whole(client.readAll({ maxCount: events }), events));

/** The position after which exactly `events` events stand in $all. */
export async function positionBefore(client: EventStoreDBClient, events: number): Promise<bigint> {
  let before = 0n;
  for await (const { event } of client.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: events + 1 })) {
    before = event?.position?.commit ?? before;
  }
  return before;
}

/** All that stands in $all after `from`; the null server is told by it how many events to make up. */
export async function catchUpRate(client: EventStoreDBClient, events: number, from: bigint): Promise<number> {
  const subscription = client.subscribeToAll({ fromPosition: { commit: from, prepare: from } });
  const found = await rate(events, () => first(subscription, events));
  await subscription.unsubscribe();
  return found;
}

/** Milliseconds from the call of an append until a live subscriber of $all has the event; one at a time. */
export async function liveDelays(client: EventStoreDBClient, appends: number): Promise<number[]> {
  const subscription = client.subscribeToAll({ fromPosition: 'end' });
  const caughtUp = new Promise((resolve) => subscription.once('caughtUp', resolve));
  let arrived: () => void = () => undefined;
  subscription.on('data', () => arrived());
  await caughtUp;

  const stream = `bench-${randomUUID()}`;
  const delays: number[] = [];
  for (let done = 0; done < appends; done += 1) {
    const arrival = new Promise<number>((resolve) => (arrived = () => resolve(performance.now())));
    const begin = performance.now();
    const appended = client.appendToStream(stream, measured(done), { expectedRevision: 'any' });
    delays.push((await arrival) - begin);
    await appended;
  }
  await subscription.unsubscribe();
  return delays;
}
