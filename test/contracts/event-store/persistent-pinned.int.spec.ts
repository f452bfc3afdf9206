import { randomUUID } from 'node:crypto';
import {
  PINNED,
  START,
  persistentSubscriptionToAllSettingsFromDefaults as allSettings,
  persistentSubscriptionToStreamSettingsFromDefaults as settings,
  streamNameFilter,
} from '@eventstore/db-client';
import { freshStream, numbered, onlyEmbedded, storeUnderTest, until } from './event-store';
import { Delivered, numberOf } from './reading';

const store = storeUnderTest();

onlyEmbedded('EventStoreDB promises it as best effort only')('a group that pins', () => {
  it('gives everything of a stream to one subscriber, in order, and uses all of them', async () => {
    const [tag, name] = [randomUUID(), randomUUID()];
    const filter = streamNameFilter({ prefixes: [tag] });
    const told = allSettings({ startFrom: START, consumerStrategyName: PINNED });
    await store.client.createPersistentSubscriptionToAll(name, told, { filter });
    const members = Array.from({ length: 3 }, () => {
      const subscription = store.client.subscribeToPersistentSubscriptionToAll(name);
      subscription.on('data', (event) => void subscription.ack(event));
      return new Delivered(subscription);
    });
    await Promise.all(members.map((member) => member.opened()));
    await until('three members', async () => {
      const { connections } = await store.client.getPersistentSubscriptionToAllInfo(name);
      return connections.length === 3;
    });

    for (let n = 0; n < 10; n++) {
      const streams = Array.from({ length: 30 }, (_, s) => `${tag}-${s}`);
      await Promise.all(streams.map((stream) => store.client.appendToStream(stream, numbered(1, { from: n }))));
    }
    await until('all events', () => members.reduce((sum, { events }) => sum + events.length, 0) >= 300);

    for (let s = 0; s < 30; s++) {
      const holders = members.filter(({ events }) => events.some(({ event }) => event?.streamId === `${tag}-${s}`));
      expect(holders).toHaveLength(1);
      const numbers = holders[0]?.events.filter(({ event }) => event?.streamId === `${tag}-${s}`).map(numberOf);
      expect(numbers).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }
    for (const { events } of members) expect(events.length).toBeGreaterThan(0);
    await Promise.all(members.map((member) => member.stop()));
  });
});

onlyEmbedded('it would disturb the other users of a server')('restarting the subsystem', () => {
  it('drops every subscriber and keeps every group with how far it is', async () => {
    const stream = freshStream();
    await store.client.appendToStream(stream, numbered(3));
    await store.client.createPersistentSubscriptionToStream(stream, 'group', settings({ startFrom: START }));
    const join = () => {
      const subscription = store.client.subscribeToPersistentSubscriptionToStream(stream, 'group');
      subscription.on('data', (event) => void subscription.ack(event).catch(() => undefined));
      return new Delivered(subscription);
    };
    const info = () => store.client.getPersistentSubscriptionToStreamInfo(stream, 'group');
    const first = join();
    await first.atLeast(3);
    await until('all are settled', async () => (await info()).stats.totalInFlightMessages === 0);

    await store.client.restartPersistentSubscriptionSubsystem();

    expect(await first.refusal()).toMatchObject({ type: 'persistent-subscription-dropped' });
    const second = join();
    await store.client.appendToStream(stream, numbered(1, { from: 3 }));
    expect((await second.atLeast(1)).map(numberOf)).toEqual([3]);
    await second.stop();
  });
});
