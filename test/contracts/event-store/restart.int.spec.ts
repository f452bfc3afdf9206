import {
  NO_STREAM,
  PARK,
  type Position,
  START,
  StreamDeletedError,
  StreamNotFoundError,
  persistentSubscriptionToStreamSettingsFromDefaults as settings,
  streamNameFilter,
} from '@eventstore/db-client';
import { freshStream, numbered, onlyEmbedded, storeUnderTest, until } from './event-store';
import { Delivered, all, numberOf } from './reading';

const store = storeUnderTest();
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);
const group = 'group';

onlyEmbedded('it is restarted here')('after a restart on the same data, on another port', () => {
  it('every event is as it was: ids, revisions, positions, times, and the log’s order', async () => {
    const [one, two] = [freshStream(), freshStream('中文')];
    for (const n of upTo(20)) await store.client.appendToStream(n % 2 ? one : two, numbered(3, { from: n }));
    const before = await all(store.client.readAll());
    const port = store.address.port;

    await store.restart();

    expect(store.address.port).not.toBe(port);
    expect(await all(store.client.readAll())).toEqual(before);
    const { position } = await store.client.appendToStream(one, numbered(1), { expectedRevision: 29n });
    expect(position?.commit).toBeGreaterThan(before.at(-1)?.event?.position?.commit ?? 0n);
  });

  it('deleted is deleted, metadata is metadata, tombstones stand', async () => {
    const [soft, reborn, gone, cut] = [freshStream(), freshStream(), freshStream(), freshStream()];
    for (const stream of [soft, reborn, gone, cut]) await store.client.appendToStream(stream, numbered(4));
    await store.client.deleteStream(soft);
    await store.client.deleteStream(reborn);
    await store.client.appendToStream(reborn, numbered(1, { from: 4 }));
    await store.client.tombstoneStream(gone);
    await store.client.setStreamMetadata(cut, { maxCount: 2, owner: '甲' });

    await store.restart();

    await expect(all(store.client.readStream(soft))).rejects.toBeInstanceOf(StreamNotFoundError);
    expect((await all(store.client.readStream(reborn))).map(({ event }) => event?.revision)).toEqual([4n]);
    await expect(store.client.appendToStream(gone, numbered(1))).rejects.toBeInstanceOf(StreamDeletedError);
    expect((await all(store.client.readStream(cut))).map(numberOf)).toEqual([2, 3]);
    expect((await store.client.getStreamMetadata(cut)).metadata).toEqual({ maxCount: 2, owner: '甲' });
  });

  it('a subscription goes on from the position it had kept', async () => {
    const stream = freshStream();
    await store.client.appendToStream(stream, numbered(10));
    const filter = streamNameFilter({ prefixes: [stream] });
    const first = new Delivered(store.client.subscribeToAll({ filter }));
    await first.atLeast(10);
    const position = first.events[5]?.event?.position as Position;

    await store.restart();

    await store.client.appendToStream(stream, numbered(2, { from: 10 }), { expectedRevision: 9n });
    const second = new Delivered(store.client.subscribeToAll({ filter, fromPosition: position }));
    expect((await second.atLeast(6)).map(numberOf)).toEqual([6, 7, 8, 9, 10, 11]);
    await second.stop();
  });

  it('open subscriptions end with an error that says so', async () => {
    const stream = freshStream();
    const delivered = new Delivered(store.client.subscribeToStream(stream));
    await delivered.live();
    const ended = until('an end', () => delivered.error !== undefined || delivered.ended);
    await store.restartServer();
    store.newClient();
    await ended;
    expect(delivered.error).toMatchObject({ type: 'unavailable' });
  });

  it('an append that was answered before the stop is there, one that was refused is not', async () => {
    const stream = freshStream();
    const client = store.client;
    const sent = upTo(300).map((n) =>
      client.appendToStream(stream, numbered(1, { from: n })).then(
        () => n,
        () => undefined,
      ),
    );
    await sent[0];
    await store.restartServer();
    const answered = (await Promise.all(sent)).filter((n) => n !== undefined);

    const stored = (await all(store.newClient().readStream(stream))).map(numberOf);

    expect(new Set(stored).size).toBe(stored.length);
    expect(answered.filter((n) => !stored.includes(n))).toEqual([]);
  });
});

onlyEmbedded('it is restarted here')('after a restart at the same address', () => {
  it('a client that stayed is told, and then goes on', async () => {
    const [client, stream] = [store.newClient(), freshStream()];
    await client.appendToStream(stream, numbered(1));
    await store.restartServer({ samePort: true });

    // The first call may find the connection broken; none may stay without an answer.
    const within = (append: Promise<unknown>) =>
      Promise.race([
        append.then(
          () => 'stored',
          (error: { type?: string }) => error.type ?? 'refused',
        ),
        new Promise((resolve) => setTimeout(resolve, 5_000, 'no answer').unref()),
      ]);
    const answers: unknown[] = [];
    await until('it is stored', async () => {
      answers.push(await within(client.appendToStream(stream, numbered(1, { from: 1 }))));
      return answers.at(-1) === 'stored' || answers.includes('no answer');
    });

    expect(answers).not.toContain('no answer');
    expect(await all(client.readStream(stream))).toHaveLength(2);
  });
});

onlyEmbedded('it is restarted here')('a persistent subscription after a restart', () => {
  const make = async (count: number) => {
    const stream = freshStream();
    await store.client.appendToStream(stream, numbered(count), { expectedRevision: NO_STREAM });
    const told = settings({ startFrom: START, maxRetryCount: 4, checkPointUpperBound: 1_000, checkPointAfter: 60_000 });
    await store.client.createPersistentSubscriptionToStream(stream, group, told);
    return { stream, told };
  };
  const join = (stream: string, answers: 'ack' | 'park') => {
    const subscription = store.client.subscribeToPersistentSubscriptionToStream(stream, group);
    subscription.on('data', (event) => {
      void (answers === 'ack' ? subscription.ack(event) : subscription.nack(PARK, 'later', event)).catch(
        () => undefined,
      );
    });
    return new Delivered(subscription);
  };
  const info = (stream: string) => store.client.getPersistentSubscriptionToStreamInfo(stream, group);

  it('has its settings, and goes on behind what was acknowledged', async () => {
    const { stream, told } = await make(10);
    const first = join(stream, 'ack');
    await first.atLeast(10);
    await until('all are settled', async () => (await info(stream)).stats.totalInFlightMessages === 0);
    await first.stop();

    await store.restart();

    expect((await info(stream)).settings).toMatchObject(told);
    await store.client.appendToStream(stream, numbered(1, { from: 10 }));
    const second = join(stream, 'ack');
    expect((await second.atLeast(1)).map(numberOf)).toEqual([10]);
    await second.stop();
  });

  it('gives what nobody had acknowledged again', async () => {
    const { stream } = await make(3);
    const subscription = store.client.subscribeToPersistentSubscriptionToStream(stream, group);
    const first = new Delivered(subscription);
    await first.atLeast(3);

    await store.restart();

    const second = join(stream, 'ack');
    expect((await second.atLeast(3)).map(numberOf)).toEqual([0, 1, 2]);
    await second.stop();
  });

  it('still has what was parked, and a replay that was cut short goes on', async () => {
    const { stream } = await make(5);
    const first = join(stream, 'park');
    await until('all are parked', async () => (await info(stream)).stats.parkedMessageCount === 5n);
    await first.stop();

    await store.restart();
    expect((await info(stream)).stats.parkedMessageCount).toBe(5n);
    await store.client.replayParkedMessagesToStream(stream, group);
    await store.restart();

    const second = join(stream, 'ack');
    expect((await second.atLeast(5)).map(numberOf)).toEqual([0, 1, 2, 3, 4]);
    await until('nothing is parked', async () => (await info(stream)).stats.parkedMessageCount === 0n);
    await second.stop();
  });

  it('that was deleted stays deleted', async () => {
    const { stream } = await make(1);
    await store.client.deletePersistentSubscriptionToStream(stream, group);
    await store.restart();
    await expect(info(stream)).rejects.toMatchObject({ type: 'persistent-subscription-does-not-exist' });
  });
});
