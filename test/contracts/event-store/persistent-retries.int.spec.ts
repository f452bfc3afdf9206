import { randomUUID } from 'node:crypto';
import {
  PARK,
  type PersistentSubscriptionToStream,
  type PersistentSubscriptionToStreamSettings,
  RETRY,
  SKIP,
  START,
  STOP,
  persistentSubscriptionToAllSettingsFromDefaults as allSettings,
  persistentSubscriptionToStreamSettingsFromDefaults as settings,
  streamNameFilter,
} from '@eventstore/db-client';
import { freshStream, numbered, onlyEmbedded, storeUnderTest, until } from './event-store';
import { Delivered, all, numberOf } from './reading';

const store = storeUnderTest();
const open: Delivered[] = [];
const group = '政府';
type Shared = PersistentSubscriptionToStream;
type Answer = (subscription: Shared, event: never, n: number) => Promise<void>;

async function given(count: number, changes: Partial<PersistentSubscriptionToStreamSettings> = {}): Promise<string> {
  const stream = freshStream('重试');
  await store.client.appendToStream(stream, numbered(count));
  const told = settings({ startFrom: START, checkPointLowerBound: 1, checkPointUpperBound: 1, ...changes });
  await store.client.createPersistentSubscriptionToStream(stream, group, told);
  return stream;
}

/** Takes part and answers each event as `answer` says. */
function join(stream: string, answer: Answer = (subscription, event) => subscription.ack(event)) {
  const subscription = store.client.subscribeToPersistentSubscriptionToStream(stream, group);
  const delivered = new Delivered(subscription);
  subscription.on('data', (event) => void answer(subscription, event as never, numberOf(event)).catch(() => undefined));
  open.push(delivered);
  return delivered;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((delivered) => delivered.stop()));
});

const info = (stream: string) => store.client.getPersistentSubscriptionToStreamInfo(stream, group);
const parked = async (stream: string) => (await info(stream)).stats.parkedMessageCount;
const parkedStream = (stream: string) => `$persistentsubscription-${stream}::${group}-parked`;
const readParked = (stream: string) => all(store.client.readStream(parkedStream(stream), { resolveLinkTos: true }));
const givenTimes = (delivered: Delivered, n: number) => delivered.events.filter((event) => numberOf(event) === n);

const answering =
  (n: number, action: typeof PARK | typeof RETRY | typeof SKIP | typeof STOP): Answer =>
  (subscription, event, number) =>
    number === n ? subscription.nack(action, '材料不全', event) : subscription.ack(event);

describe('an event that is refused', () => {
  it('to be skipped: does not come again', async () => {
    const stream = await given(5);
    const delivered = join(stream, answering(2, SKIP));
    await delivered.atLeast(5);
    await store.client.appendToStream(stream, numbered(1, { from: 5 }));
    await delivered.atLeast(6);
    expect(givenTimes(delivered, 2)).toHaveLength(1);
    expect(await parked(stream)).toBe(0n);
  });

  it('to be retried: comes again, counted, until it is parked', async () => {
    const stream = await given(3, { maxRetryCount: 3 });
    const delivered = join(stream, answering(1, RETRY));
    await until('it is parked', async () => (await parked(stream)) === 1n);

    expect(givenTimes(delivered, 1).map(({ retryCount }) => retryCount)).toEqual([0, 1, 2, 3]);
    expect(givenTimes(delivered, 0)).toHaveLength(1);
    expect((await readParked(stream)).map(numberOf)).toEqual([1]);
  });

  it('to be parked: lies in a stream that anyone may read, with the reason', async () => {
    const stream = await given(5);
    const delivered = join(stream, answering(3, PARK));
    await delivered.atLeast(5);
    await until('it is parked', async () => (await parked(stream)) === 1n);

    const [link] = await readParked(stream);
    expect(link?.event).toMatchObject({ streamId: stream, revision: 3n });
    expect(link?.link).toMatchObject({ type: '$>', metadata: { reason: '材料不全' } });
    expect(givenTimes(delivered, 3)).toHaveLength(1);
  });

  it('and not answered in time: comes again, to whoever is there', async () => {
    const stream = await given(2, { messageTimeout: 300 });
    let silent = true;
    const delivered = join(stream, async (subscription, event, n) => {
      if (n === 1 && silent) return;
      await subscription.ack(event);
    });
    await until('given twice', () => givenTimes(delivered, 1).length >= 2);
    silent = false;
    const lastKnown = async () => (await info(stream)).stats.lastCheckpointedEventRevision;
    await until('it is settled', async () => (await lastKnown()) === 1n);
    expect(givenTimes(delivered, 1)[1]?.retryCount).toBeGreaterThanOrEqual(1);
  });
});

describe('parked events', () => {
  it('are given out again when that is asked for, and then lie there no more', async () => {
    const stream = await given(6);
    let repaired = false;
    const delivered = join(stream, (subscription, event, n) =>
      n % 2 === 0 && !repaired ? subscription.nack(PARK, 'not yet', event) : subscription.ack(event),
    );
    await until('three are parked', async () => (await parked(stream)) === 3n);

    repaired = true;
    await store.client.replayParkedMessagesToStream(stream, group);
    await delivered.atLeast(9);
    expect(delivered.events.slice(6).map(numberOf).sort()).toEqual([0, 2, 4]);
    await until('none are parked', async () => (await parked(stream)) === 0n);

    await store.client.replayParkedMessagesToStream(stream, group);
    await store.client.appendToStream(stream, numbered(1, { from: 7 }));
    expect((await delivered.atLeast(10)).slice(9).map(numberOf)).toEqual([7]);
  });

  it('are given out again up to where that is asked for', async () => {
    const stream = await given(4);
    let repaired = false;
    const delivered = join(stream, (subscription, event) =>
      repaired ? subscription.ack(event) : subscription.nack(PARK, 'not yet', event),
    );
    await until('four are parked', async () => (await parked(stream)) === 4n);

    repaired = true;
    await store.client.replayParkedMessagesToStream(stream, group, { stopAt: 2 });
    await delivered.atLeast(6);
    await until('two are left', async () => (await parked(stream)) === 2n);
    expect(delivered.events.slice(4).map(numberOf).sort()).toEqual([0, 1]);
  });

  it('may be parked once more', async () => {
    const stream = await given(1);
    const delivered = join(stream, (subscription, event) => subscription.nack(PARK, 'never', event));
    await until('parked', async () => (await parked(stream)) === 1n);
    await store.client.replayParkedMessagesToStream(stream, group);
    await delivered.atLeast(2);
    await until('parked again', async () => (await parked(stream)) === 1n);
  });

  it('of a group on the log of all streams are as good', async () => {
    const [name, stream] = [randomUUID(), freshStream()];
    const filter = streamNameFilter({ prefixes: [stream] });
    await store.client.createPersistentSubscriptionToAll(name, allSettings({ startFrom: START }), { filter });
    await store.client.appendToStream(stream, numbered(3));
    let repaired = false;
    const subscription = store.client.subscribeToPersistentSubscriptionToAll(name);
    const delivered = new Delivered(subscription);
    open.push(delivered);
    subscription.on('data', (event) => {
      void (repaired ? subscription.ack(event) : subscription.nack(PARK, 'not yet', event));
    });
    const count = async () => (await store.client.getPersistentSubscriptionToAllInfo(name)).stats.parkedMessageCount;
    await until('three are parked', async () => (await count()) === 3n);
    repaired = true;
    await store.client.replayParkedMessagesToAll(name);
    await delivered.atLeast(6);
    expect(delivered.events.slice(3).map(numberOf).sort()).toEqual([0, 1, 2]);
    await until('none are parked', async () => (await count()) === 0n);
  });
});

onlyEmbedded('what "stop" does is not said by the protocol; EventStoreDB leaves the event unsettled')(
  'a subscriber that says stop',
  () => {
    it('is let go, and what it held is given to the next as if it had never been out', async () => {
      const stream = await given(2);
      const first = join(stream, answering(1, STOP));
      expect(await first.refusal()).toMatchObject({ type: 'persistent-subscription-dropped' });
      const second = join(stream);
      const events = await second.atLeast(1);
      expect(givenTimes(second, 1).map(({ retryCount }) => retryCount)).toEqual([0]);
      expect(events).toHaveLength(1);
    });
  },
);
