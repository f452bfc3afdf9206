import {
  ANY,
  type AppendExpectedRevision,
  NO_STREAM,
  STREAM_EXISTS,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { freshStream, numbered, onlyEmbedded, storeUnderTest } from './event-store';
import { all, numberOf } from './reading';

const store = storeUnderTest();

const append = (stream: string, events: ReturnType<typeof numbered>, expectedRevision: AppendExpectedRevision) =>
  store.client.appendToStream(stream, events, { expectedRevision });

async function revisions(stream: string): Promise<bigint[]> {
  return (await all(store.client.readStream(stream))).map(({ event }) => event?.revision ?? -1n);
}

describe('the same events again', () => {
  it.each<[string, AppendExpectedRevision]>([
    ['no stream', NO_STREAM],
    ['any', ANY],
  ])('at the start of a stream, expected %s: same answer, stored once', async (_, expected) => {
    const stream = freshStream();
    const events = numbered(3);

    const first = await append(stream, events, expected);
    const again = await append(stream, events, expected);

    expect(again).toEqual(first);
    expect(await revisions(stream)).toEqual([0n, 1n, 2n]);
  });

  it.each<[string, AppendExpectedRevision]>([
    ['the exact revision', 1n],
    ['stream exists', STREAM_EXISTS],
    ['any', ANY],
  ])('later in a stream, expected %s: same answer, stored once', async (_, expected) => {
    const stream = freshStream();
    await append(stream, numbered(2), NO_STREAM);
    const events = numbered(2, { from: 2 });

    const first = await append(stream, events, expected);
    const again = await append(stream, events, expected);

    expect(again).toEqual(first);
    expect(await revisions(stream)).toEqual([0n, 1n, 2n, 3n]);
  });

  it.each<[string, AppendExpectedRevision]>([
    ['no stream', NO_STREAM],
    ['any', ANY],
  ])('after others were appended behind them, expected %s: still the first answer', async (_, expected) => {
    const stream = freshStream();
    const events = numbered(2);
    const first = await append(stream, events, expected);
    await append(stream, numbered(5, { from: 2 }), 1n);

    const again = await append(stream, events, expected);

    expect(again.nextExpectedRevision).toBe(first.nextExpectedRevision);
    expect(await revisions(stream)).toHaveLength(7);
  });

  it('sent twice at the same time are stored once', async () => {
    const stream = freshStream();
    const events = numbered(4);

    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => append(stream, events, NO_STREAM)));

    expect(new Set(answers.map(({ nextExpectedRevision }) => nextExpectedRevision))).toEqual(new Set([3n]));
    expect(await revisions(stream)).toHaveLength(4);
  });

  it('in another stream are other facts', async () => {
    const [one, two] = [freshStream(), freshStream()];
    const events = numbered(2);
    await append(one, events, NO_STREAM);
    await append(two, events, NO_STREAM);
    expect(await revisions(one)).toHaveLength(2);
    expect(await revisions(two)).toHaveLength(2);
  });

  it('sent from a revision where they do not stand are refused', async () => {
    const stream = freshStream();
    const events = numbered(2);
    await append(stream, events, NO_STREAM);
    await append(stream, numbered(3, { from: 2 }), 1n);

    await expect(append(stream, events, 1n)).rejects.toBeInstanceOf(WrongExpectedVersionError);
    expect(await revisions(stream)).toHaveLength(5);
  });
});

describe('some of the same events', () => {
  const overlapping = async () => {
    const stream = freshStream();
    const stored = numbered(3);
    await append(stream, stored, NO_STREAM);
    return { stream, stored };
  };

  it('the beginning of what was stored is known: nothing is stored', async () => {
    const { stream, stored } = await overlapping();
    const again = await append(stream, stored.slice(0, 2), NO_STREAM);
    expect(again.nextExpectedRevision).toBe(1n);
    expect(await revisions(stream)).toHaveLength(3);
  });

  it.each<[string, AppendExpectedRevision]>([
    ['no stream', NO_STREAM],
    ['any', ANY],
  ])('known ones followed by new ones, expected %s: refused', async (_, expected) => {
    const { stream, stored } = await overlapping();
    const longer = [...stored, ...numbered(1, { from: 3 })];
    await expect(append(stream, longer, expected)).rejects.toBeInstanceOf(WrongExpectedVersionError);
    expect(await revisions(stream)).toHaveLength(3);
  });

  it('in another order, expected no stream: refused', async () => {
    const { stream, stored } = await overlapping();
    await expect(append(stream, [...stored].reverse(), NO_STREAM)).rejects.toBeInstanceOf(WrongExpectedVersionError);
    expect((await all(store.client.readStream(stream))).map(numberOf)).toEqual([0, 1, 2]);
  });

  it('a new one first, expected no stream: refused', async () => {
    const { stream, stored } = await overlapping();
    const mixed = [...numbered(1, { from: 9 }), ...stored];
    await expect(append(stream, mixed, NO_STREAM)).rejects.toBeInstanceOf(WrongExpectedVersionError);
    expect(await revisions(stream)).toHaveLength(3);
  });
});

onlyEmbedded('it is restarted here')('after a restart', () => {
  it.each<[string, AppendExpectedRevision]>([
    ['no stream', NO_STREAM],
    ['any', ANY],
  ])('the same events, expected %s: same answer, stored once', async (_, expected) => {
    const stream = freshStream();
    const events = numbered(3);
    const first = await append(stream, events, expected);

    await store.restart();

    expect(await append(stream, events, expected)).toEqual(first);
    expect(await revisions(stream)).toHaveLength(3);
  });

  it('an event in the middle of a long stream is still known', async () => {
    const stream = freshStream();
    await append(stream, numbered(2_000), NO_STREAM);
    const one = numbered(1, { from: 2_000 });
    const first = await append(stream, one, 1_999n);
    await append(stream, numbered(2_000, { from: 2_001 }), 2_000n);

    await store.restart();

    expect((await append(stream, one, 1_999n)).nextExpectedRevision).toBe(first.nextExpectedRevision);
    expect(await revisions(stream)).toHaveLength(4_001);
  });
});
