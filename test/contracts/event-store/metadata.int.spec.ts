import { BACKWARDS, END, NO_STREAM, StreamNotFoundError, WrongExpectedVersionError } from '@eventstore/db-client';
import { freshStream, numbered, storeUnderTest, until } from './event-store';
import { all, numberOf } from './reading';

const store = storeUnderTest();

const read = (stream: string, options: Parameters<typeof store.client.readStream>[1] = {}) =>
  all(store.client.readStream(stream, options)).then((events) => events.map(numberOf));

/** Numbers of what can be read; nothing where the store says that the stream is not there. */
const readable = (stream: string) =>
  read(stream).catch((error: Error) => {
    if (error instanceof StreamNotFoundError) return [];
    throw error;
  });

describe('what a stream says about itself', () => {
  it('is nothing at first', async () => {
    expect((await store.client.getStreamMetadata(freshStream())).metadata).toBeUndefined();
  });

  it('is kept with words of one’s own, in Chinese too', async () => {
    const stream = freshStream();
    await store.client.setStreamMetadata(stream, { maxCount: 7, truncateBefore: 2, 归档: '市级', owner: { id: 1 } });
    const { metadata, streamName } = await store.client.getStreamMetadata(stream);
    expect(streamName).toBe(stream);
    expect(metadata).toEqual({ maxCount: 7, truncateBefore: 2, 归档: '市级', owner: { id: 1 } });
  });

  it('is replaced whole, and by expected revision', async () => {
    const stream = freshStream();
    await store.client.setStreamMetadata(stream, { maxCount: 1 }, { expectedRevision: NO_STREAM });
    await store.client.setStreamMetadata(stream, { owner: 'b' }, { expectedRevision: 0n });

    expect((await store.client.getStreamMetadata(stream)).metadata).toEqual({ owner: 'b' });
    await expect(store.client.setStreamMetadata(stream, {}, { expectedRevision: 0n })).rejects.toBeInstanceOf(
      WrongExpectedVersionError,
    );
  });

  it('has a history of its own', async () => {
    const stream = freshStream();
    await store.client.setStreamMetadata(stream, { owner: 'a' });
    await store.client.setStreamMetadata(stream, { owner: 'b' });
    const last = { direction: BACKWARDS, fromRevision: END, maxCount: 1 } as const;
    const [newest] = await all(store.client.readStream(`$$${stream}`, last));
    expect(newest?.event).toMatchObject({ type: '$metadata', data: { owner: 'b' } });
  });
});

describe('how much of a stream can be read', () => {
  it('maxCount: only the last ones', async () => {
    const stream = freshStream();
    await store.client.appendToStream(stream, numbered(10));
    await store.client.setStreamMetadata(stream, { maxCount: 3 });

    expect(await read(stream)).toEqual([7, 8, 9]);
    expect(await read(stream, { direction: BACKWARDS, fromRevision: END })).toEqual([9, 8, 7]);
    expect(await read(stream, { maxCount: 2 })).toEqual([7, 8]);

    await store.client.appendToStream(stream, numbered(1, { from: 10 }), { expectedRevision: 9n });
    expect(await read(stream)).toEqual([8, 9, 10]);
  });

  it('truncateBefore: only from a revision on', async () => {
    const stream = freshStream();
    await store.client.appendToStream(stream, numbered(10));
    await store.client.setStreamMetadata(stream, { truncateBefore: 6 });

    expect(await read(stream)).toEqual([6, 7, 8, 9]);
    expect(await read(stream, { direction: BACKWARDS, fromRevision: END })).toEqual([9, 8, 7, 6]);
    expect(await read(stream, { fromRevision: 2n, maxCount: 2 })).toEqual([6, 7]);
    expect(await read(stream, { fromRevision: 8n })).toEqual([8, 9]);
  });

  it('truncateBefore behind the last: nothing, and the numbers go on', async () => {
    const stream = freshStream();
    await store.client.appendToStream(stream, numbered(4));
    await store.client.setStreamMetadata(stream, { truncateBefore: 4 });

    expect(await readable(stream)).toEqual([]);
    await store.client.appendToStream(stream, numbered(1, { from: 4 }), { expectedRevision: 3n });
    expect(await read(stream)).toEqual([4]);
  });

  it('both: the narrower one', async () => {
    const stream = freshStream();
    await store.client.appendToStream(stream, numbered(10));
    await store.client.setStreamMetadata(stream, { maxCount: 5, truncateBefore: 7 });
    expect(await read(stream)).toEqual([7, 8, 9]);
    await store.client.setStreamMetadata(stream, { maxCount: 2, truncateBefore: 3 });
    expect(await read(stream)).toEqual([8, 9]);
  });

  it('maxAge in seconds: what is older can no longer be read, what is new can', async () => {
    const stream = freshStream();
    await store.client.appendToStream(stream, numbered(3));
    await store.client.setStreamMetadata(stream, { maxAge: 2 });
    expect(await read(stream)).toEqual([0, 1, 2]);

    await until('the events are too old', async () => (await readable(stream)).length === 0);

    await store.client.appendToStream(stream, numbered(1, { from: 3 }), { expectedRevision: 2n });
    expect(await read(stream)).toEqual([3]);
  });

  it('taken back: what was hidden but not deleted can be read again', async () => {
    const stream = freshStream();
    await store.client.appendToStream(stream, numbered(4));
    await store.client.setStreamMetadata(stream, { maxCount: 1 });
    await store.client.setStreamMetadata(stream, {});
    expect(await read(stream)).toEqual([0, 1, 2, 3]);
  });
});
