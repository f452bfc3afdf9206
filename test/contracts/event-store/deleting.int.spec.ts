import {
  ANY,
  BACKWARDS,
  END,
  type ExpectedRevision,
  NO_STREAM,
  type Position,
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { freshStream, numbered, storeUnderTest } from './event-store';
import { all, numberOf } from './reading';

const store = storeUnderTest();

async function stored(count = 3): Promise<string> {
  const stream = freshStream();
  await store.client.appendToStream(stream, numbered(count));
  return stream;
}

const read = async (stream: string) =>
  (await all(store.client.readStream(stream))).map((event) => [event.event?.revision, numberOf(event)]);

describe('deleting a stream softly', () => {
  it('hides its events and answers with a position in the log', async () => {
    const stream = await stored();
    const { position } = await store.client.deleteStream(stream, { expectedRevision: 2n });

    expect(position?.commit).toBeGreaterThan(0n);
    await expect(read(stream)).rejects.toBeInstanceOf(StreamNotFoundError);
  });

  it('is written down: the log of all streams goes on after it', async () => {
    const stream = await stored();
    const { position } = await store.client.deleteStream(stream);
    const [fact] = await all(store.client.readAll({ fromPosition: position as Position, maxCount: 1 }));
    expect(fact?.event).toMatchObject({ streamId: `$$${stream}`, type: '$metadata' });
  });

  it('is refused when the stream stands elsewhere, and hides nothing', async () => {
    const stream = await stored();
    await expect(store.client.deleteStream(stream, { expectedRevision: 1n })).rejects.toBeInstanceOf(
      WrongExpectedVersionError,
    );
    await expect(store.client.deleteStream(stream, { expectedRevision: NO_STREAM })).rejects.toBeInstanceOf(
      WrongExpectedVersionError,
    );
    expect(await read(stream)).toHaveLength(3);
  });

  it.each<ExpectedRevision>([ANY, NO_STREAM, 2n])(
    'leaves room for a new beginning, expected %s: its numbers go on',
    async (mode) => {
      const stream = await stored();
      await store.client.deleteStream(stream);

      await store.client.appendToStream(stream, numbered(2, { from: 10 }), { expectedRevision: mode });

      expect(await read(stream)).toEqual([
        [3n, 10],
        [4n, 11],
      ]);
      const backwards = await all(store.client.readStream(stream, { direction: BACKWARDS, fromRevision: END }));
      expect(backwards.map(({ event }) => event?.revision)).toEqual([4n, 3n]);
      await expect(store.client.appendToStream(stream, numbered(1), { expectedRevision: 4n })).resolves.toBeDefined();
    },
  );

  it('can be done again after the new beginning', async () => {
    const stream = await stored();
    for (let round = 0; round < 3; round++) {
      await store.client.deleteStream(stream);
      await expect(read(stream)).rejects.toBeInstanceOf(StreamNotFoundError);
      await store.client.appendToStream(stream, numbered(1, { from: round }));
      expect(await read(stream)).toEqual([[BigInt(3 + round), round]]);
    }
  });
});

describe('a tombstone', () => {
  it('ends a stream for ever', async () => {
    const stream = await stored();
    const { position } = await store.client.tombstoneStream(stream, { expectedRevision: 2n });

    expect(position?.commit).toBeGreaterThan(0n);
    await expect(read(stream)).rejects.toBeInstanceOf(StreamDeletedError);
    await expect(store.client.appendToStream(stream, numbered(1))).rejects.toBeInstanceOf(StreamDeletedError);
    await expect(store.client.deleteStream(stream)).rejects.toBeInstanceOf(StreamDeletedError);
    await expect(store.client.tombstoneStream(stream)).rejects.toBeInstanceOf(StreamDeletedError);
  });

  it('names the stream to whom it refuses', async () => {
    const stream = await stored();
    await store.client.tombstoneStream(stream);
    const refusal = await store.client.appendToStream(stream, numbered(1)).catch((error: Error) => error);
    expect(refusal).toMatchObject({ streamName: stream });
  });

  it('is refused when the stream stands elsewhere', async () => {
    const stream = await stored();
    await expect(store.client.tombstoneStream(stream, { expectedRevision: 0n })).rejects.toBeInstanceOf(
      WrongExpectedVersionError,
    );
    expect(await read(stream)).toHaveLength(3);
  });

  it.each([ANY, NO_STREAM] as const)('can stand where there never was a stream, expected %s', async (mode) => {
    const stream = freshStream();
    await store.client.tombstoneStream(stream, { expectedRevision: mode });
    await expect(store.client.appendToStream(stream, numbered(1))).rejects.toBeInstanceOf(StreamDeletedError);
  });

  it('comes after a soft deletion too', async () => {
    const stream = await stored();
    await store.client.deleteStream(stream);
    await store.client.tombstoneStream(stream);
    await expect(read(stream)).rejects.toBeInstanceOf(StreamDeletedError);
  });
});
