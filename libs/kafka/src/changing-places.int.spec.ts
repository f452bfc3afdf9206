import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Kafka } from 'kafkajs';
import { describeWithKafka, startKafka, until } from '@fuyuan/testing';
import { TopicFollower, type ReceivedBatch } from './follow-topics';
import { connect } from './kafka-options';
import { settleTopics } from './topics';
import { TransactionalWriter } from './transactional-writer';

const silent = () => undefined;
const log = { error: silent, warn: silent, info: silent, debug: silent };
const SESSION_MS = 1_000;

describeWithKafka('two members that follow one partition of a real broker', () => {
  let brokers: string[];
  let kafka: Kafka;
  let topic: string;
  let writer: TransactionalWriter;
  /** Rows and place in one: what a database would hold. */
  let store: { next: string | undefined; values: string[] };
  let handled: { by: string; value: string }[];
  const followers: TopicFollower[] = [];

  beforeAll(async () => {
    ({ brokers } = await startKafka());
    kafka = connect({ brokers, clientId: 'places-spec', log });
  }, 60_000);

  beforeEach(async () => {
    const name = randomUUID();
    topic = `facts-${name}`;
    store = { next: undefined, values: [] };
    handled = [];
    const checkpoint = { topic: `checkpoints-${name}`, key: 'k' };
    const plans = [topic, checkpoint.topic].map((each) => ({ topic: each, partitions: 1, replicas: 1, settings: {} }));
    await settleTopics(kafka, plans, true);
    writer = await TransactionalWriter.open(kafka, { transactionalId: name, checkpoint });
  });
  afterEach(async () => {
    await Promise.all(followers.splice(0).map((one) => one.stop().catch(silent)));
    await writer.close();
  });

  const write = (...values: string[]) =>
    writer.write(
      values.map((value) => ({ topic, key: 'k', value })),
      'x',
    );
  /** Compare and set, as the reader's database does it in the transaction of its rows. */
  const keep = ({ from, nextOffset, messages }: ReceivedBatch): void => {
    if (store.next !== from) throw new Error(`The store holds ${store.next}, not ${from}: another was faster.`);
    store = { next: nextOffset, values: [...store.values, ...messages.map(({ value }) => value)] };
  };
  const follow = (by: string, atOnce: number, work: (batch: ReceivedBatch) => Promise<unknown>) => {
    const follower = new TopicFollower(connect({ brokers, clientId: by, log }), {
      groupId: `court.${topic}`,
      topics: [topic],
      nextOffset: async () => store.next,
      handle: async (batch) => {
        handled.push(...batch.messages.map(({ value }) => ({ by, value })));
        await work(batch);
        keep(batch);
      },
      atOnce,
      sessionTimeoutMs: SESSION_MS,
    });
    followers.push(follower);
    follower.run().catch(silent);
  };
  const members = async (count: number) => {
    const admin = kafka.admin();
    await admin.connect();
    const stand = async () => {
      const [group] = (await admin.describeGroups([`court.${topic}`])).groups;
      return group?.state === 'Stable' && group.members.length === count;
    };
    await until(`${count} stand`, stand, 20_000).finally(() => admin.disconnect());
  };

  it('the one that has it keeps it while it works, though a batch takes longer than its session (K6)', async () => {
    const work = () => pause(SESSION_MS / 4);
    follow('one', 1, work);
    follow('other', 1, work);
    await members(2);
    await write(...'abcdefgh');
    await until('all are stored', () => store.values.length >= 8, 20_000);
    expect(store.values.join('')).toBe('abcdefgh');
    expect(handled.map(({ value }) => value).join('')).toBe('abcdefgh');
    expect(new Set(handled.map(({ by }) => by)).size).toBe(1);
  }, 60_000);

  it('it lets go in the middle of a batch when another joins (K6)', async () => {
    await write(...Array.from({ length: 60 }, (_, at) => String(at)));
    follow('one', 1, () => pause(100));
    await until('it is at work', () => handled.length >= 2, 20_000);
    follow('other', 1, () => pause(100));
    await members(2);
    expect(handled.length).toBeLessThan(50);
    await until('all are stored', () => store.values.length >= 60, 30_000);
    expect(store.values).toEqual(Array.from({ length: 60 }, (_, at) => String(at)));
  }, 60_000);

  it('for a while both handle the same; compared with what the store holds, each is kept once (K7)', async () => {
    await write('a', 'b', 'c');
    let open: () => void = silent;
    const gate = new Promise<void>((resolve) => (open = resolve));
    // Silent for so long that it is taken for dead, and then it goes on.
    follow('silent', 10, () => gate);
    await until('it holds the first', () => handled.length >= 3, 20_000);
    follow('successor', 10, async () => undefined);
    await until('the successor has stored them', () => store.values.length >= 3, 20_000);
    expect(handled.map(({ by, value }) => `${by} ${value}`)).toEqual([
      ...['silent a', 'silent b', 'silent c'],
      ...['successor a', 'successor b', 'successor c'],
    ]);

    open();
    await write('d');
    await until('the next is stored', () => store.values.length >= 4, 30_000);
    await members(2);
    await write('e');
    await until('and the last', () => store.values.length >= 5, 30_000);
    expect(store.values).toEqual(['a', 'b', 'c', 'd', 'e']);
  }, 90_000);
});
