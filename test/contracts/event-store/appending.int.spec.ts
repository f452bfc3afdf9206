import {
  ANY,
  type AppendExpectedRevision,
  EventStoreDBClient,
  MaxAppendSizeExceededError,
  NO_STREAM,
  STREAM_EXISTS,
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
  binaryEvent,
} from '@eventstore/db-client';
import { freshStream, numbered, storeUnderTest } from './event-store';
import { all, numberOf } from './reading';

const store = storeUnderTest();
const MiB = 1024 * 1024;

type Given = 'missing' | 'of three' | 'soft-deleted' | 'tombstoned' | 'with metadata only';

async function given(state: Given): Promise<string> {
  const stream = freshStream();
  if (state === 'with metadata only') await store.client.setStreamMetadata(stream, { owner: 'x' });
  else if (state !== 'missing') await store.client.appendToStream(stream, numbered(3), { expectedRevision: NO_STREAM });
  if (state === 'soft-deleted') await store.client.deleteStream(stream);
  if (state === 'tombstoned') await store.client.tombstoneStream(stream);
  return stream;
}

describe('an append says what it expects of the stream', () => {
  const accepted: [Given, AppendExpectedRevision, bigint][] = [
    ['missing', ANY, 0n],
    ['missing', NO_STREAM, 0n],
    ['of three', ANY, 3n],
    ['of three', STREAM_EXISTS, 3n],
    ['of three', 2n, 3n],
    ['soft-deleted', ANY, 3n],
    ['soft-deleted', NO_STREAM, 3n],
    ['soft-deleted', 2n, 3n],
    ['with metadata only', ANY, 0n],
    ['with metadata only', NO_STREAM, 0n],
    ['with metadata only', STREAM_EXISTS, 0n],
  ];

  it.each(accepted)('a stream %s, expected %s: stored as revision %s', async (state, expectedRevision, revision) => {
    const stream = await given(state);

    const result = await store.client.appendToStream(stream, numbered(1, { from: 9 }), { expectedRevision });

    expect(result).toMatchObject({ success: true, nextExpectedRevision: revision });
    expect(result.position?.commit).toBeGreaterThan(0n);
    const [last] = await all(
      store.client.readStream(stream, { direction: 'backwards', fromRevision: 'end', maxCount: 1 }),
    );
    expect(last?.event).toMatchObject({ revision, data: { n: 9 } });
  });

  const refused: [Given, AppendExpectedRevision, bigint | 'no_stream'][] = [
    ['missing', STREAM_EXISTS, 'no_stream'],
    ['missing', 0n, 'no_stream'],
    ['missing', 7n, 'no_stream'],
    ['of three', NO_STREAM, 2n],
    ['of three', 0n, 2n],
    ['of three', 1n, 2n],
    ['of three', 3n, 2n],
    ['of three', 1_099_511_627_776n, 2n],
    ['soft-deleted', 1n, 2n],
    ['with metadata only', 0n, 'no_stream'],
  ];

  it.each(refused)('a stream %s, expected %s: refused, it is at %s', async (state, expectedRevision, actual) => {
    const stream = await given(state);

    const refusal = await store.client.appendToStream(stream, numbered(1), { expectedRevision }).catch((e: Error) => e);

    expect(refusal).toBeInstanceOf(WrongExpectedVersionError);
    expect(refusal).toMatchObject({ streamName: stream, expectedVersion: expectedRevision, actualVersion: actual });
  });

  it('a soft-deleted stream does not exist', async () => {
    const stream = await given('soft-deleted');

    const refusal = await store.client
      .appendToStream(stream, numbered(1), { expectedRevision: STREAM_EXISTS })
      .catch((e: Error) => e);

    expect([WrongExpectedVersionError, StreamDeletedError]).toContain((refusal as Error).constructor);
  });

  it.each<AppendExpectedRevision>([ANY, NO_STREAM, STREAM_EXISTS, 2n, 7n])(
    'a tombstoned stream, expected %s: refused for ever',
    async (mode) => {
      const stream = await given('tombstoned');

      const append = store.client.appendToStream(stream, numbered(1), { expectedRevision: mode });

      await expect(append).rejects.toBeInstanceOf(StreamDeletedError);
    },
  );

  it('with nothing said, any state is taken', async () => {
    const stream = freshStream();
    await store.client.appendToStream(stream, numbered(2));
    await expect(store.client.appendToStream(stream, numbered(1))).resolves.toMatchObject({ nextExpectedRevision: 2n });
  });

  it('a client that does not throw is told of the failure', async () => {
    const stream = await given('of three');
    const connection = store.connectionString;
    const mild = EventStoreDBClient.connectionString(
      `${connection}${connection.includes('?') ? '&' : '?'}throwOnAppendFailure=false`,
    );

    const result = await mild.appendToStream(stream, numbered(1), { expectedRevision: NO_STREAM });

    expect(result.success).toBe(false);
    await mild.dispose();
  });
});

describe('a batch', () => {
  it('is stored whole and in order, numbered without gaps', async () => {
    const stream = freshStream();

    const result = await store.client.appendToStream(stream, numbered(1_000), { expectedRevision: NO_STREAM });

    expect(result.nextExpectedRevision).toBe(999n);
    const read = await all(store.client.readStream(stream));
    expect(read.map(numberOf)).toEqual(Array.from({ length: 1_000 }, (_, n) => n));
    expect(read.map(({ event }) => event?.revision)).toEqual(Array.from({ length: 1_000 }, (_, n) => BigInt(n)));
  });

  it('is stored whole although the client sends it in several pieces', async () => {
    const stream = freshStream();

    const result = await store.client.appendToStream(stream, numbered(500), {
      expectedRevision: NO_STREAM,
      batchAppendSize: 2_000,
    });

    expect(result.nextExpectedRevision).toBe(499n);
    expect((await all(store.client.readStream(stream))).map(numberOf)).toEqual(numbered(500).map(({ data }) => data.n));
  });

  it('is refused whole: nothing of it is stored', async () => {
    const stream = freshStream();
    const refused = store.client.appendToStream(stream, numbered(50), { expectedRevision: 4n });
    await expect(refused).rejects.toBeInstanceOf(WrongExpectedVersionError);
    await expect(all(store.client.readStream(stream))).rejects.toBeInstanceOf(StreamNotFoundError);
  });

  it('without events changes nothing, and still checks what is expected', async () => {
    const stream = freshStream();
    await store.client.appendToStream(stream, []);
    await expect(all(store.client.readStream(stream))).rejects.toBeInstanceOf(StreamNotFoundError);

    await store.client.appendToStream(stream, numbered(2));
    await store.client.appendToStream(stream, [], { expectedRevision: 1n });
    await expect(store.client.appendToStream(stream, [], { expectedRevision: 0n })).rejects.toBeInstanceOf(
      WrongExpectedVersionError,
    );
    expect(await all(store.client.readStream(stream))).toHaveLength(2);
  });
});

describe('the limit of 1 MiB an append', () => {
  const blob = (bytes: number) => binaryEvent({ type: 'Blob', data: Buffer.alloc(bytes, 7) });

  it('takes one event just below it', async () => {
    const stream = freshStream();
    await store.client.appendToStream(stream, blob(MiB - 64));
    const [read] = await all(store.client.readStream(stream));
    expect((read?.event?.data as Uint8Array).length).toBe(MiB - 64);
  });

  it.each([
    ['one event', () => [blob(MiB + 1)]],
    ['the sum of several', () => [blob(MiB / 2), blob(MiB / 4), blob(MiB / 2)]],
    ['metadata', () => [binaryEvent({ type: 'Blob', data: Buffer.alloc(1), metadata: new Uint8Array(MiB + 1) })]],
  ])('refuses more, by %s, and stores nothing', async (_, events) => {
    const stream = freshStream();

    const refusal = await store.client.appendToStream(stream, events()).catch((e: Error) => e);

    expect(refusal).toBeInstanceOf(MaxAppendSizeExceededError);
    expect(refusal).toMatchObject({ maxAppendSize: MiB });
    await expect(all(store.client.readStream(stream))).rejects.toBeInstanceOf(StreamNotFoundError);
    await expect(store.client.appendToStream(stream, numbered(1))).resolves.toMatchObject({ success: true });
  });
});

describe('callers at the same time', () => {
  it('on one revision: exactly one wins, the others are told', async () => {
    const stream = freshStream();

    for (let round = 0; round < 20; round++) {
      const expectedRevision = round === 0 ? NO_STREAM : BigInt(round - 1);
      const callers = Array.from({ length: 16 }, (_, n) =>
        store.client.appendToStream(stream, numbered(1, { from: n }), { expectedRevision }),
      );
      const answers = await Promise.allSettled(callers);

      const won = answers.filter(({ status }) => status === 'fulfilled');
      const lost = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as Error] : []));
      expect(won).toHaveLength(1);
      expect(lost.every((error) => error instanceof WrongExpectedVersionError)).toBe(true);
    }
    expect(await all(store.client.readStream(stream))).toHaveLength(20);
  });

  it('on one stream in any state: each is stored once, positions and revisions rise together', async () => {
    const stream = freshStream();

    const callers = Array.from({ length: 200 }, (_, n) =>
      store.client.appendToStream(stream, numbered(1, { from: n })),
    );
    const answers = await Promise.all(callers);

    const byRevision = [...answers].sort((a, b) => Number(a.nextExpectedRevision - b.nextExpectedRevision));
    expect(byRevision.map(({ nextExpectedRevision }) => nextExpectedRevision)).toEqual(
      Array.from({ length: 200 }, (_, n) => BigInt(n)),
    );
    const positions = byRevision.map(({ position }) => position?.commit ?? 0n);
    expect(positions.every((position, n) => n === 0 || position > (positions[n - 1] ?? 0n))).toBe(true);
    const read = (await all(store.client.readStream(stream))).map(numberOf);
    expect(read.sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, n) => n));
  });
});
