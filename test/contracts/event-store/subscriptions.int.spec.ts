import { END, NO_STREAM, type Position, START, StreamDeletedError, streamNameFilter } from '@eventstore/db-client';
import { freshStream, numbered, storeUnderTest } from './event-store';
import { Delivered, numberOf } from './reading';

const store = storeUnderTest();
const open: Delivered[] = [];

function subscribe(stream: string, options: Parameters<typeof store.client.subscribeToStream>[1] = {}) {
  const delivered = new Delivered(store.client.subscribeToStream(stream, options));
  open.push(delivered);
  return delivered;
}

function follow(options: Parameters<typeof store.client.subscribeToAll>[0] = {}) {
  const delivered = new Delivered(store.client.subscribeToAll(options));
  open.push(delivered);
  return delivered;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((delivered) => delivered.stop()));
});

const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);
const append = (stream: string, count: number, from = 0) =>
  store.client.appendToStream(stream, numbered(count, { from }));

describe('a subscription to a stream', () => {
  it('from the start: the past, the word that it has caught up, then what happens', async () => {
    const stream = freshStream();
    await append(stream, 3);
    const delivered = subscribe(stream, { fromRevision: START });

    await delivered.live();
    expect(delivered.events.map(numberOf)).toEqual([0, 1, 2]);

    await append(stream, 2, 3);
    expect((await delivered.atLeast(5)).map(numberOf)).toEqual(upTo(5));
    expect(delivered.confirmed).toBe(true);
    expect(delivered.subscription).toHaveProperty('id', expect.stringMatching(/.+/));
  });

  it('from a revision: what comes after it, not it', async () => {
    const stream = freshStream();
    await append(stream, 5);
    const delivered = subscribe(stream, { fromRevision: 2n });
    await delivered.live();
    expect(delivered.events.map(numberOf)).toEqual([3, 4]);
  });

  it('from the last revision: only what is new', async () => {
    const stream = freshStream();
    await append(stream, 5);
    const delivered = subscribe(stream, { fromRevision: 4n });
    await delivered.live();
    await append(stream, 1, 5);
    expect((await delivered.atLeast(1)).map(numberOf)).toEqual([5]);
  });

  it('from the end: only what is new', async () => {
    const stream = freshStream();
    await append(stream, 5);
    const delivered = subscribe(stream, { fromRevision: END });
    await delivered.live();
    await append(stream, 2, 5);
    expect((await delivered.atLeast(2)).map(numberOf)).toEqual([5, 6]);
  });

  it('of a stream that is not there yet waits for it', async () => {
    const stream = freshStream();
    const delivered = subscribe(stream);
    await delivered.live();
    await append(stream, 2);
    expect((await delivered.atLeast(2)).map(numberOf)).toEqual([0, 1]);
  });

  it('sees nothing of other streams', async () => {
    const [stream, other] = [freshStream(), freshStream()];
    const delivered = subscribe(stream);
    await delivered.live();
    await append(other, 5, 100);
    await append(stream, 1);
    await append(other, 5, 100);
    await append(stream, 1, 1);
    expect((await delivered.atLeast(2)).map(numberOf)).toEqual([0, 1]);
  });

  it('of a soft-deleted stream goes on with its new beginning', async () => {
    const stream = freshStream();
    await append(stream, 3);
    await store.client.deleteStream(stream);
    const delivered = subscribe(stream);
    await delivered.live();
    await append(stream, 1, 3);
    expect((await delivered.atLeast(1)).map(({ event }) => event?.revision)).toEqual([3n]);
  });

  it('of a tombstoned stream is refused', async () => {
    const stream = freshStream();
    await append(stream, 3);
    await store.client.tombstoneStream(stream);
    expect(await subscribe(stream).refusal()).toBeInstanceOf(StreamDeletedError);
  });

  it('skips what metadata hides', async () => {
    const stream = freshStream();
    await append(stream, 10);
    await store.client.setStreamMetadata(stream, { maxCount: 2 });
    const delivered = subscribe(stream);
    await delivered.live();
    expect(delivered.events.map(numberOf)).toEqual([8, 9]);
  });
});

describe('a subscription to the log of all streams', () => {
  it('from a position: what comes after it, not it', async () => {
    const stream = freshStream();
    const first = await append(stream, 1);
    await append(stream, 3, 1);
    const delivered = follow({
      fromPosition: first.position as Position,
      filter: streamNameFilter({ prefixes: [stream] }),
    });
    await delivered.live();
    expect(delivered.events.map(numberOf)).toEqual([1, 2, 3]);
  });

  it('from the end: only what is new, of every stream, in order', async () => {
    const delivered = follow({ fromPosition: END });
    await delivered.live();
    const [one, two] = [freshStream(), freshStream()];
    for (let n = 0; n < 20; n++) await append(n % 2 ? two : one, 1, n);

    await delivered.atLeast(20);
    const ours = delivered.events.filter(({ event }) => event?.streamId === one || event?.streamId === two);
    expect(ours.map(numberOf)).toEqual(upTo(20));
    const commits = delivered.events.map(({ event }) => event?.position?.commit ?? 0n);
    expect(commits.every((commit, n) => n === 0 || commit > (commits[n - 1] ?? 0n))).toBe(true);
  });

  it('from the start has the same events and positions as a read', async () => {
    await append(freshStream(), 5);
    const read: unknown[] = [];
    for await (const { event } of store.client.readAll()) read.push([event?.id, event?.position]);

    const delivered = follow({ fromPosition: START });
    await delivered.atLeast(read.length);

    expect(delivered.events.slice(0, read.length).map(({ event }) => [event?.id, event?.position])).toEqual(read);
  });

  it('resumed from the position of any event misses nothing and repeats nothing', async () => {
    const stream = freshStream();
    await append(stream, 20);
    const filter = streamNameFilter({ prefixes: [stream] });
    const whole = follow({ filter });
    await whole.atLeast(20);

    for (const cut of [0, 7, 18]) {
      const delivered = follow({ filter, fromPosition: whole.events[cut]?.event?.position as Position });
      await delivered.live();
      expect(delivered.events.map(numberOf)).toEqual(upTo(20).slice(cut + 1));
    }
  });
});

describe('several subscriptions', () => {
  it('each get everything; one that leaves does not disturb the others', async () => {
    const stream = freshStream();
    await append(stream, 3);
    const [one, two, three] = [subscribe(stream), subscribe(stream), subscribe(stream)];
    await Promise.all([one.live(), two.live(), three.live()]);

    await two.stop();
    await append(stream, 3, 3);

    expect((await one.atLeast(6)).map(numberOf)).toEqual(upTo(6));
    expect((await three.atLeast(6)).map(numberOf)).toEqual(upTo(6));
    expect(two.events.map(numberOf)).toEqual([0, 1, 2]);
    expect(two.error).toBeUndefined();
  });

  it('a hundred of them are served', async () => {
    const stream = freshStream();
    const many = upTo(100).map(() => subscribe(stream));
    await Promise.all(many.map((delivered) => delivered.live()));
    await append(stream, 10);
    for (const delivered of many) expect((await delivered.atLeast(10)).map(numberOf)).toEqual(upTo(10));
  });
});

describe('while others append', () => {
  it('going from the past to the present, nothing is missed, doubled or out of order', async () => {
    const stream = freshStream();
    await append(stream, 500);
    const writer = (async () => {
      for (let from = 500; from < 3_000; from += 5) await append(stream, 5, from);
    })();

    const late = upTo(8).map((n) => subscribe(stream, n % 2 ? { fromRevision: BigInt(n * 50 - 1) } : {}));
    const log = follow({ filter: streamNameFilter({ prefixes: [stream] }) });
    await writer;

    for (const [n, delivered] of late.entries()) {
      const from = n % 2 ? n * 50 : 0;
      expect((await delivered.atLeast(3_000 - from)).map(numberOf)).toEqual(upTo(3_000).slice(from));
    }
    expect((await log.atLeast(3_000)).map(numberOf)).toEqual(upTo(3_000));
  });

  it('a slow reader falls behind and still gets everything, once', async () => {
    const stream = freshStream();
    await store.client.appendToStream(stream, numbered(1), { expectedRevision: NO_STREAM });
    const slow = store.client.subscribeToStream(stream, {}, { highWaterMark: 1 });
    const payload = 'x'.repeat(2_000);
    const written = (async () => {
      for (let from = 1; from < 2_001; from += 100) {
        const events = numbered(100, { from }).map((event) => ({ ...event, data: { ...event.data, payload } }));
        await store.client.appendToStream(stream, events);
      }
    })();

    const numbers: number[] = [];
    for await (const event of slow) {
      numbers.push(numberOf(event));
      if (numbers.length === 1) await written;
      if (numbers.length === 2_001) break;
    }
    expect(numbers).toEqual(upTo(2_001));
  });
});
