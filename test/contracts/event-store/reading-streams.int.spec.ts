import { once } from 'node:events';
import {
  BACKWARDS,
  END,
  FORWARDS,
  type ResolvedEvent,
  START,
  StreamDeletedError,
  StreamNotFoundError,
  binaryEvent,
  jsonEvent,
} from '@eventstore/db-client';
import { freshStream, numbered, storeUnderTest } from './event-store';
import { all, numberOf } from './reading';

const store = storeUnderTest();
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);

describe('a stream of ten events', () => {
  const stream = freshStream();
  const read = async (options: Parameters<typeof store.client.readStream>[1]) =>
    (await all(store.client.readStream(stream, options))).map(numberOf);

  beforeAll(() => store.client.appendToStream(stream, numbered(10)));

  it('is read forwards, oldest first, by default', async () => expect(await read({})).toEqual(upTo(10)));

  it('is read backwards, newest first', async () =>
    expect(await read({ direction: BACKWARDS, fromRevision: END })).toEqual(upTo(10).reverse()));

  it.each<[number, Parameters<typeof store.client.readStream>[1], number[]]>([
    [1, { fromRevision: START, maxCount: 3 }, [0, 1, 2]],
    [2, { fromRevision: 4n, maxCount: 3 }, [4, 5, 6]],
    [3, { fromRevision: 8n, maxCount: 30 }, [8, 9]],
    [4, { fromRevision: 10n }, []],
    [5, { fromRevision: 1_000n, maxCount: 1 }, []],
    [6, { fromRevision: END, direction: FORWARDS }, []],
    [7, { direction: BACKWARDS, fromRevision: END, maxCount: 1 }, [9]],
    [8, { direction: BACKWARDS, fromRevision: 4n, maxCount: 3 }, [4, 3, 2]],
    [9, { direction: BACKWARDS, fromRevision: 1n, maxCount: 30 }, [1, 0]],
    [10, { direction: BACKWARDS, fromRevision: START }, [0]],
  ])('part %i of it: %o gives %j', async (_, options, expected) => expect(await read(options)).toEqual(expected));

  it('carries what was stored, once and for ever', async () => {
    const [resolved] = await all(store.client.readStream(stream, { fromRevision: 3n, maxCount: 1 }));
    const [again] = await all(store.client.readStream(stream, { fromRevision: 3n, maxCount: 1 }));

    expect(again).toEqual(resolved);
    expect(resolved?.link).toBeUndefined();
    expect(resolved?.event).toMatchObject({ streamId: stream, revision: 3n, type: 'Numbered', isJson: true });
    expect(Math.abs(Date.now() - (resolved?.event?.created.getTime() ?? 0))).toBeLessThan(60_000);
  });

  it('is read by many at the same time', async () => {
    const reads = await Promise.all(upTo(20).map(() => read({})));
    for (const numbers of reads) expect(numbers).toEqual(upTo(10));
  });

  it('can be left in the middle without harm', async () => {
    const left = store.client.readStream(stream);
    const [first] = (await once(left, 'data')) as [ResolvedEvent];
    await left.cancel();
    expect(first.event?.revision).toBe(0n);
    expect(await read({ maxCount: 1 })).toEqual([0]);
  });
});

describe('a long stream', () => {
  const stream = freshStream();

  beforeAll(async () => {
    for (let from = 0; from < 5_000; from += 1_000)
      await store.client.appendToStream(stream, numbered(1_000, { from }));
  });

  it.each([FORWARDS, BACKWARDS] as const)('is read whole, %s', async (direction) => {
    const numbers = (
      await all(store.client.readStream(stream, { direction, fromRevision: direction === FORWARDS ? START : END }))
    ).map(numberOf);
    expect(numbers).toEqual(direction === FORWARDS ? upTo(5_000) : upTo(5_000).reverse());
  });

  it('waits for a slow reader', async () => {
    const numbers: number[] = [];
    for await (const event of store.client.readStream(stream, {}, { highWaterMark: 1 })) {
      if (numbers.push(numberOf(event)) % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(numbers).toEqual(upTo(5_000));
  });
});

describe('a stream that is not there', () => {
  it.each([FORWARDS, BACKWARDS] as const)('never written, read %s: not found', async (direction) => {
    const stream = freshStream();
    const refusal = await all(store.client.readStream(stream, { direction })).catch((error: Error) => error);
    expect(refusal).toBeInstanceOf(StreamNotFoundError);
    expect(refusal).toMatchObject({ streamName: stream });
  });

  it.each([FORWARDS, BACKWARDS] as const)('soft-deleted, read %s: not found', async (direction) => {
    const stream = freshStream();
    await store.client.appendToStream(stream, numbered(3));
    await store.client.deleteStream(stream);
    const fromRevision = direction === FORWARDS ? START : END;
    await expect(all(store.client.readStream(stream, { direction, fromRevision }))).rejects.toBeInstanceOf(
      StreamNotFoundError,
    );
  });

  it.each([FORWARDS, BACKWARDS] as const)('tombstoned, read %s: deleted', async (direction) => {
    const stream = freshStream();
    await store.client.appendToStream(stream, numbered(3));
    await store.client.tombstoneStream(stream);
    const refusal = await all(store.client.readStream(stream, { direction })).catch((error: Error) => error);
    expect(refusal).toBeInstanceOf(StreamDeletedError);
    expect(refusal).toMatchObject({ streamName: stream });
  });
});

describe('links', () => {
  const link = (target: string) => binaryEvent({ type: '$>', data: Buffer.from(target, 'utf8') });

  it('are followed when the reader asks for it, and kept beside what they name', async () => {
    const [source, links] = [freshStream(), freshStream('links')];
    await store.client.appendToStream(source, numbered(3));
    await store.client.appendToStream(links, [link(`2@${source}`), link(`0@${source}`)]);

    const followed = await all(store.client.readStream(links, { resolveLinkTos: true }));

    expect(followed.map(({ event }) => [event?.streamId, event?.revision])).toEqual([
      [source, 2n],
      [source, 0n],
    ]);
    expect(followed.map(({ link }) => [link?.streamId, link?.revision, link?.type])).toEqual([
      [links, 0n, '$>'],
      [links, 1n, '$>'],
    ]);
  });

  it('are given as they are when it does not', async () => {
    const [source, links] = [freshStream(), freshStream('links')];
    await store.client.appendToStream(source, numbered(1));
    await store.client.appendToStream(links, link(`0@${source}`));

    const [read] = await all(store.client.readStream(links));

    expect(read?.event).toMatchObject({ streamId: links, type: '$>' });
    expect(read?.link).toBeUndefined();
  });

  it('that name nothing give the link alone', async () => {
    const links = freshStream('links');
    await store.client.appendToStream(links, link(`0@${freshStream()}`));

    const [read] = await all(store.client.readStream(links, { resolveLinkTos: true }));

    expect(read?.event).toBeUndefined();
    expect(read?.link).toMatchObject({ streamId: links, revision: 0n });
  });

  it('do not disturb a stream without any', async () => {
    const stream = freshStream();
    await store.client.appendToStream(stream, jsonEvent({ type: 'Numbered', data: { n: 1 } }));
    const [read] = await all(store.client.readStream(stream, { resolveLinkTos: true }));
    expect(read?.event?.data).toEqual({ n: 1 });
    expect(read?.link).toBeUndefined();
  });
});
