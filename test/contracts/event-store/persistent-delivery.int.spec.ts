import { randomUUID } from 'node:crypto';
import {
  DISPATCH_TO_SINGLE,
  END,
  type PersistentSubscriptionToStream,
  type PersistentSubscriptionToStreamSettings,
  START,
  binaryEvent,
  eventTypeFilter,
  persistentSubscriptionToAllSettingsFromDefaults as allSettings,
  persistentSubscriptionToStreamSettingsFromDefaults as settings,
  streamNameFilter,
} from '@eventstore/db-client';
import { freshStream, numbered, storeUnderTest, until } from './event-store';
import { Delivered, numberOf } from './reading';

const store = storeUnderTest();
const open: Delivered[] = [];
const group = 'procuratorate';
type Shared = PersistentSubscriptionToStream;

const make = (stream: string, changes: Partial<PersistentSubscriptionToStreamSettings> = {}) =>
  store.client.createPersistentSubscriptionToStream(stream, group, settings({ startFrom: START, ...changes }));

/** Takes part; acknowledges everything unless told not to. */
function join(stream: string, { acks = true, bufferSize = 10 } = {}) {
  const subscription = store.client.subscribeToPersistentSubscriptionToStream(stream, group, { bufferSize });
  const delivered = new Delivered<Shared>(subscription);
  if (acks) subscription.on('data', (event) => void subscription.ack(event));
  open.push(delivered);
  return delivered;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((delivered) => delivered.stop()));
});

const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);
const append = (stream: string, count: number, from = 0) =>
  store.client.appendToStream(stream, numbered(count, { from }));
const sorted = (numbers: number[]) => [...numbers].sort((a, b) => a - b);

describe('where a group begins', () => {
  it.each<[string, PersistentSubscriptionToStreamSettings['startFrom'], number[]]>([
    ['at the start', START, [0, 1, 2, 3, 4]],
    ['at a revision, with it', 2n, [2, 3, 4]],
    ['at the end', END, [4]],
  ])('%s', async (_, startFrom, expected) => {
    const stream = freshStream();
    await append(stream, 4);
    await make(stream, { startFrom });
    const delivered = join(stream);
    await delivered.opened();
    await append(stream, 1, 4);
    expect((await delivered.atLeast(expected.length)).map(numberOf)).toEqual(expected);
  });

  it('before its stream does', async () => {
    const stream = freshStream();
    await make(stream);
    const delivered = join(stream);
    await delivered.opened();
    await append(stream, 3);
    const events = await delivered.atLeast(3);
    expect(events.map(numberOf)).toEqual([0, 1, 2]);
    expect(events.map(({ retryCount }) => retryCount)).toEqual([0, 0, 0]);
  });
});

describe('what a subscriber gets', () => {
  it('is no more than it can hold unanswered', async () => {
    const stream = freshStream();
    await append(stream, 20);
    await make(stream);
    const delivered = join(stream, { acks: false, bufferSize: 3 });
    const [first] = await delivered.atLeast(3);
    const info = await store.client.getPersistentSubscriptionToStreamInfo(stream, group);
    expect(info.connections[0]).toMatchObject({ inFlightMessages: 3, availableSlots: 0 });
    expect(delivered.events).toHaveLength(3);

    await delivered.subscription.ack(first as never);
    expect((await delivered.atLeast(4)).map(numberOf)).toEqual([0, 1, 2, 3]);
  });

  it('is everything, past and present, in order when it is alone', async () => {
    const stream = freshStream();
    await append(stream, 1_500);
    await make(stream);
    const delivered = join(stream, { bufferSize: 50 });
    for (let from = 1_500; from < 2_000; from += 50) await append(stream, 50, from);
    expect((await delivered.atLeast(2_000)).map(numberOf)).toEqual(upTo(2_000));
  });

  it('can be acknowledged many at a time', async () => {
    const stream = freshStream();
    await append(stream, 30);
    await make(stream);
    const delivered = join(stream, { acks: false, bufferSize: 10 });
    await delivered.atLeast(10);
    await delivered.subscription.ack(...(delivered.events as never[]));
    expect((await delivered.atLeast(20)).map(numberOf)).toEqual(upTo(20));
  });

  it('is what a link points at, and the link is what it acknowledges', async () => {
    const [source, links] = [freshStream(), freshStream('links')];
    await append(source, 3);
    const link = (n: number) => binaryEvent({ type: '$>', data: Buffer.from(`${n}@${source}`, 'utf8') });
    await store.client.appendToStream(links, [link(2), link(1)]);
    await make(links, { resolveLinkTos: true, checkPointUpperBound: 1, checkPointLowerBound: 1 });
    const delivered = join(links);
    const events = await delivered.atLeast(2);
    expect(events.map(({ event }) => event?.revision)).toEqual([2n, 1n]);
    expect(events.map(({ link }) => link?.revision)).toEqual([0n, 1n]);
    await checkpointIs(links, 1n);
  });
});

describe('several subscribers', () => {
  it('share the events: each event to one of them, everyone has some', async () => {
    const stream = freshStream();
    await make(stream);
    const all = upTo(4).map(() => join(stream));
    await Promise.all(all.map((one) => one.opened()));
    await append(stream, 400);

    const got = () => all.flatMap(({ events }) => events.map(numberOf));
    await until('all events', () => got().length >= 400);
    expect(sorted(got())).toEqual(upTo(400));
    for (const one of all) expect(one.events.length).toBeGreaterThan(20);
  });

  it('one at a time when they are told so, another when the first has left', async () => {
    const stream = freshStream();
    await make(stream, { consumerStrategyName: DISPATCH_TO_SINGLE });
    const first = join(stream);
    await first.opened();
    const second = join(stream);
    await second.opened();
    for (const n of upTo(10)) {
      await append(stream, 1, n);
      await first.atLeast(n + 1);
    }
    expect(second.events).toHaveLength(0);

    await first.stop();
    await append(stream, 1, 10);
    expect((await second.atLeast(1)).map(numberOf)).toContain(10);
  });

  it('one that leaves gives back what it had not answered', async () => {
    const stream = freshStream();
    await append(stream, 5);
    await make(stream);
    const first = join(stream, { acks: false });
    await first.atLeast(5);
    await first.stop();
    const second = join(stream);
    expect(sorted((await second.atLeast(5)).map(numberOf))).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('how far a group is', () => {
  it('is written down when enough were acknowledged', async () => {
    const stream = freshStream();
    await append(stream, 25);
    await make(stream, { checkPointUpperBound: 10, checkPointLowerBound: 1, checkPointAfter: 60_000 });
    join(stream);
    await until('a checkpoint', async () => ((await checkpoint(stream)) ?? -1n) >= 9n);
  });

  it('does not pass what is unanswered', async () => {
    const stream = freshStream();
    await append(stream, 10);
    await make(stream, { checkPointUpperBound: 1, checkPointLowerBound: 1, checkPointAfter: 100 });
    const delivered = join(stream, { acks: false, bufferSize: 20 });
    await delivered.atLeast(10);
    await delivered.subscription.ack(...(delivered.events.filter((event) => numberOf(event) !== 4) as never[]));
    await checkpointIs(stream, 3n);
    await delivered.subscription.ack(...(delivered.events.filter((event) => numberOf(event) === 4) as never[]));
    await checkpointIs(stream, 9n);
  });
});

describe('a group on the log of all streams', () => {
  const shared = (name: string) => {
    const subscription = store.client.subscribeToPersistentSubscriptionToAll(name);
    subscription.on('data', (event) => void subscription.ack(event));
    const delivered = new Delivered(subscription);
    open.push(delivered);
    return delivered;
  };

  it('gets what is new from the end on', async () => {
    const name = randomUUID();
    await store.client.createPersistentSubscriptionToAll(name, allSettings({ startFrom: END }));
    const delivered = shared(name);
    await delivered.opened();
    const [one, two] = [freshStream(), freshStream()];
    for (const n of upTo(10)) await append(n % 2 ? one : two, 1, n);
    const ours = () => delivered.events.filter(({ event }) => event?.streamId === one || event?.streamId === two);
    await until('ten events', () => ours().length >= 10);
    expect(ours().map(numberOf)).toEqual(upTo(10));
    expect(ours()[0]?.event?.position?.commit).toBeGreaterThan(0n);
  });

  it('begins at a position, with it', async () => {
    const stream = freshStream();
    await append(stream, 1);
    const { position } = await append(stream, 2, 1);
    const name = randomUUID();
    const from = position ?? { commit: 0n, prepare: 0n };
    const filter = streamNameFilter({ prefixes: [stream] });
    await store.client.createPersistentSubscriptionToAll(name, allSettings({ startFrom: from }), { filter });
    expect((await shared(name).atLeast(1)).map(numberOf)).toEqual([2]);
  });

  it.each([
    ['stream names', (tag: string) => streamNameFilter({ prefixes: [tag] })],
    ['event types', (tag: string) => eventTypeFilter({ regex: `^${tag}` })],
  ])('keeps to its filter on %s', async (_, filter) => {
    const [tag, name, other] = [`法${randomUUID()}`, randomUUID(), freshStream()];
    await store.client.createPersistentSubscriptionToAll(name, allSettings({ startFrom: START }), {
      filter: filter(tag),
    });
    const delivered = shared(name);
    await delivered.opened();
    for (const n of upTo(5)) {
      await append(other, 50, 100);
      await store.client.appendToStream(`${tag}-one`, numbered(1, { type: `${tag}Told`, from: n }));
    }
    expect((await delivered.atLeast(5)).map(numberOf)).toEqual(upTo(5));
  });
});

const checkpoint = async (stream: string) =>
  (await store.client.getPersistentSubscriptionToStreamInfo(stream, group)).stats.lastCheckpointedEventRevision;

const checkpointIs = (stream: string, revision: bigint) =>
  until(`checkpoint ${revision}`, async () => (await checkpoint(stream)) === revision);
