import {
  DISPATCH_TO_SINGLE,
  END,
  PersistentSubscriptionDoesNotExistError,
  PersistentSubscriptionDroppedError,
  PersistentSubscriptionExistsError,
  PersistentSubscriptionMaximumSubscribersReachedError,
  ROUND_ROBIN,
  START,
  persistentSubscriptionToAllSettingsFromDefaults as allSettings,
  persistentSubscriptionToStreamSettingsFromDefaults as settings,
} from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { freshStream, numbered, storeUnderTest, until } from './event-store';
import { Delivered } from './reading';

const store = storeUnderTest();
const open: Delivered[] = [];
const group = 'court';

function join(stream: string) {
  const delivered = new Delivered(store.client.subscribeToPersistentSubscriptionToStream(stream, group));
  open.push(delivered);
  return delivered;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((delivered) => delivered.stop()));
});

describe('a group on a stream', () => {
  it('is made once; its name is free on every other stream', async () => {
    const stream = freshStream();
    await store.client.createPersistentSubscriptionToStream(stream, group, settings());
    await expect(store.client.createPersistentSubscriptionToStream(stream, group, settings())).rejects.toBeInstanceOf(
      PersistentSubscriptionExistsError,
    );
    await store.client.createPersistentSubscriptionToStream(stream, 'another', settings());
    await store.client.createPersistentSubscriptionToStream(freshStream(), group, settings());
  });

  it('is made once when many make it at the same time', async () => {
    const stream = freshStream();
    const makers = Array.from({ length: 8 }, () =>
      store.client.createPersistentSubscriptionToStream(stream, group, settings()),
    );
    const outcomes = await Promise.allSettled(makers);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('that does not exist is named in every refusal', async () => {
    const stream = freshStream();
    const asked = [
      store.client.deletePersistentSubscriptionToStream(stream, group),
      store.client.updatePersistentSubscriptionToStream(stream, group, settings()),
      store.client.getPersistentSubscriptionToStreamInfo(stream, group),
      store.client.replayParkedMessagesToStream(stream, group),
    ];
    for (const outcome of await Promise.allSettled(asked)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { type: 'persistent-subscription-does-not-exist' } });
    }
    expect(await join(stream).refusal()).toBeInstanceOf(PersistentSubscriptionDoesNotExistError);
  });

  it('tells its settings', async () => {
    const stream = freshStream();
    const told = settings({
      startFrom: START,
      resolveLinkTos: true,
      extraStatistics: true,
      messageTimeout: 12_345,
      maxRetryCount: 3,
      checkPointAfter: 4_321,
      checkPointLowerBound: 7,
      checkPointUpperBound: 77,
      maxSubscriberCount: 5,
      liveBufferSize: 444,
      readBatchSize: 33,
      historyBufferSize: 555,
      consumerStrategyName: DISPATCH_TO_SINGLE,
    });
    await store.client.createPersistentSubscriptionToStream(stream, group, told);
    const info = await store.client.getPersistentSubscriptionToStreamInfo(stream, group);
    expect(info).toMatchObject({ eventSource: stream, groupName: group, settings: told, connections: [] });
    expect(info.stats.parkedMessageCount).toBe(0n);
  });

  it('takes other settings, and lets its subscribers know by dropping them', async () => {
    const stream = freshStream();
    await store.client.createPersistentSubscriptionToStream(stream, group, settings({ startFrom: START }));
    const delivered = join(stream);
    await delivered.opened();

    const changed = settings({ startFrom: START, maxRetryCount: 2, consumerStrategyName: ROUND_ROBIN });
    await store.client.updatePersistentSubscriptionToStream(stream, group, changed);

    expect(await delivered.refusal()).toBeInstanceOf(PersistentSubscriptionDroppedError);
    const info = await store.client.getPersistentSubscriptionToStreamInfo(stream, group);
    expect(info.settings).toMatchObject({ maxRetryCount: 2, startFrom: START });
  });

  it('deleted drops its subscribers and frees its name', async () => {
    const stream = freshStream();
    await store.client.createPersistentSubscriptionToStream(stream, group, settings());
    const delivered = join(stream);
    await delivered.opened();

    await store.client.deletePersistentSubscriptionToStream(stream, group);

    const refusal = await delivered.refusal();
    expect(refusal).toBeInstanceOf(PersistentSubscriptionDroppedError);
    expect(refusal).toMatchObject({ streamName: stream, groupName: group });
    await store.client.createPersistentSubscriptionToStream(stream, group, settings());
  });

  it('takes no more subscribers than it may, and takes one again when one has left', async () => {
    const stream = freshStream();
    await store.client.createPersistentSubscriptionToStream(stream, group, settings({ maxSubscriberCount: 1 }));
    const first = join(stream);
    await first.opened();
    expect(await join(stream).refusal()).toBeInstanceOf(PersistentSubscriptionMaximumSubscribersReachedError);

    await first.stop();
    await until('there is room', async () => {
      const next = join(stream);
      await until('an answer', () => next.confirmed || next.error !== undefined);
      return next.confirmed;
    });
  });

  it('is listed with the others of its stream, and of all', async () => {
    const stream = freshStream('名册');
    await store.client.createPersistentSubscriptionToStream(stream, 'one', settings());
    await store.client.createPersistentSubscriptionToStream(stream, '二', settings());

    const ofStream = await store.client.listPersistentSubscriptionsToStream(stream);
    const everywhere = await store.client.listAllPersistentSubscriptions();

    expect(ofStream.map(({ groupName }) => groupName).sort()).toEqual(['one', '二']);
    expect(everywhere.filter(({ eventSource }) => eventSource === stream)).toHaveLength(2);
  });

  it('tells who takes part', async () => {
    const stream = freshStream();
    await store.client.createPersistentSubscriptionToStream(stream, group, settings({ startFrom: START }));
    await store.client.appendToStream(stream, numbered(4));
    const delivered = join(stream);
    await delivered.atLeast(4);
    const { connections, stats } = await store.client.getPersistentSubscriptionToStreamInfo(stream, group);
    expect(connections).toHaveLength(1);
    expect(connections[0]).toMatchObject({ availableSlots: 6, inFlightMessages: 4, totalItems: 4n });
    expect(connections[0]?.connectionName).toBe(store.client.connectionName);
    expect(stats).toMatchObject({ totalInFlightMessages: 4, lastKnownEventRevision: 3n });
  });
});

describe('a group on the log of all streams', () => {
  it('is made, told of, listed, changed and deleted', async () => {
    const name = randomUUID();
    await store.client.createPersistentSubscriptionToAll(name, allSettings({ startFrom: END }));
    await expect(store.client.createPersistentSubscriptionToAll(name, allSettings())).rejects.toBeInstanceOf(
      PersistentSubscriptionExistsError,
    );
    const info = await store.client.getPersistentSubscriptionToAllInfo(name);
    expect(info).toMatchObject({ eventSource: '$all', groupName: name, settings: { startFrom: END } });
    const listed = await store.client.listPersistentSubscriptionsToAll();
    expect(listed.map(({ groupName }) => groupName)).toContain(name);

    await store.client.updatePersistentSubscriptionToAll(name, allSettings({ startFrom: END, maxRetryCount: 1 }));
    expect((await store.client.getPersistentSubscriptionToAllInfo(name)).settings.maxRetryCount).toBe(1);

    await store.client.deletePersistentSubscriptionToAll(name);
    await expect(store.client.getPersistentSubscriptionToAllInfo(name)).rejects.toBeInstanceOf(
      PersistentSubscriptionDoesNotExistError,
    );
  });
});
