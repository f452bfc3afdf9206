import { randomUUID } from 'node:crypto';
import type { Kafka } from 'kafkajs';
import { describeWithKafka, startKafka, until } from '@fuyuan/testing';
import type { CheckpointPlace } from './checkpoint';
import { OffsetOutOfReach } from './faults';
import { TopicFollower, type FollowOptions } from './follow-topics';
import { connect } from './kafka-options';
import { settleTopics } from './topics';
import { TransactionalWriter } from './transactional-writer';

const silent = () => undefined;
const log = { error: silent, warn: silent, info: silent, debug: silent };

describeWithKafka('following topics of a real broker', () => {
  let kafka: Kafka;
  let topic: string;
  let writer: TransactionalWriter;
  let checkpoint: CheckpointPlace;
  let stored: { next: string | undefined; values: string[] };
  const followers: TopicFollower[] = [];

  beforeAll(async () => {
    kafka = connect({ brokers: (await startKafka()).brokers, clientId: 'follow-spec', log });
  }, 60_000);

  beforeEach(async () => {
    const name = randomUUID();
    topic = `facts-${name}`;
    stored = { next: undefined, values: [] };
    checkpoint = { topic: `checkpoints-${name}`, key: 'k' };
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
  /** A transaction that was aborted: its messages and its mark keep their offsets, and nobody is told of them. */
  const takenBack = async (value: string) => {
    const retry = { retries: 5 };
    const producer = kafka.producer({ transactionalId: `${topic}-aborted`, maxInFlightRequests: 1, retry });
    await producer.connect();
    const transaction = await producer.transaction();
    await transaction.send({ topic, messages: [{ key: 'k', value }] });
    await transaction.abort();
    await producer.disconnect();
  };
  const follow = (changed: Partial<FollowOptions> = {}, client = kafka) => {
    const follower = new TopicFollower(client, {
      groupId: `court.${topic}`,
      topics: [topic],
      nextOffset: async () => stored.next,
      handle: async ({ messages, nextOffset }) => {
        stored = { next: nextOffset, values: [...stored.values, ...messages.map(({ value }) => value)] };
      },
      atOnce: 2,
      ...changed,
    });
    followers.push(follower);
    const ended = follower.run();
    ended.catch(silent);
    return ended;
  };

  it('tells every message once, in order, across the marks of transactions (K14)', async () => {
    await write('a', 'b', 'c');
    await write('d');
    void follow();
    await until('all came', () => stored.values.length >= 4, 20_000);
    await takenBack('never');
    await write('e');
    await until('the next came', () => stored.values.length >= 5, 20_000);
    expect(stored.values).toEqual(['a', 'b', 'c', 'd', 'e']);
  }, 60_000);

  it('goes on from what the reader stored, whatever the group remembers (K8, K10)', async () => {
    await write('a', 'b', 'c');
    stored.next = '2';
    void follow();
    await until('the rest came', () => stored.values.length >= 1, 20_000);
    expect(stored.values).toEqual(['c']);
  }, 60_000);

  it('hands over again what the handler failed on, also after a TypeError, which kafkajs alone would not survive (K5)', async () => {
    await write('a', 'b');
    let faults = 0;
    void follow({
      handle: async ({ messages, nextOffset }) => {
        faults += 1;
        if (faults <= 2) (undefined as unknown as { boom: () => void }).boom();
        stored = { next: nextOffset, values: [...stored.values, ...messages.map(({ value }) => value)] };
      },
    });
    await until('they came', () => stored.values.length >= 2, 20_000);
    expect(stored.values).toEqual(['a', 'b']);
  }, 60_000);

  it('asks the store again after a fault: another may have moved it on (K7)', async () => {
    await write('a', 'b', 'c', 'd');
    let faults = 0;
    void follow({
      atOnce: 1,
      handle: async ({ messages, from, nextOffset }) => {
        if (stored.next === '1' && (faults += 1) === 1) {
          stored = { next: '3', values: ['a', 'b', 'c'] };
          throw new Error('Another was faster.');
        }
        if (stored.next !== from) throw new Error(`The store holds ${stored.next}, not ${from}.`);
        stored = { next: nextOffset, values: [...stored.values, ...messages.map(({ value }) => value)] };
      },
    });
    // By itself kafkajs would come to it when it has tried in vain for seconds, and joined the group anew.
    await until('the rest came', () => stored.values.length >= 4, 5_000);
    expect(stored.values).toEqual(['a', 'b', 'c', 'd']);
  }, 60_000);

  it('refuses to go on where what it wants is gone, instead of beginning anew silently (K8)', async () => {
    await write('a', 'b', 'c');
    const admin = kafka.admin();
    await admin.connect();
    // Without its metadata the client does not find whom to ask.
    await admin.fetchTopicOffsets(topic);
    await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '2' }] });
    await admin.disconnect();
    stored.next = '1';
    await expect(follow()).rejects.toBeInstanceOf(OffsetOutOfReach);
    expect(stored.values).toEqual([]);
  }, 60_000);

  it('ends, instead of beginning anew silently, where its topic was made anew under it (K8)', async () => {
    await write('a', 'b', 'c');
    const ended = follow().catch((error: unknown) => error);
    await until('all came', () => stored.values.length >= 3, 20_000);
    const admin = kafka.admin();
    await admin.connect();
    await admin.deleteTopics({ topics: [topic] });
    const plan = { topic, partitions: 1, replicas: 1, settings: {} };
    const isMade = () =>
      settleTopics(kafka, [plan], true).then(
        (changes) => changes.some(({ change }) => change === 'create'),
        () => false,
      );
    await until('it is made anew', isMade, 20_000);
    await admin.disconnect();
    await writer.close();
    writer = await TransactionalWriter.open(kafka, { transactionalId: `${topic}-2`, checkpoint });
    await write('z');
    expect(await ended).toBeInstanceOf(OffsetOutOfReach);
    expect(stored.values).toEqual(['a', 'b', 'c']);
  }, 60_000);

  it('makes no topic by following one that is not there (K11)', async () => {
    const absent = `absent-${randomUUID()}`;
    const said: string[] = [];
    const hear = (_: object, what: string) => void said.push(what);
    const told = { error: hear, warn: hear, info: hear, debug: hear };
    const there = async () => {
      const admin = kafka.admin();
      await admin.connect();
      return admin.listTopics().finally(() => admin.disconnect());
    };
    const brokers = (await startKafka()).brokers;
    const groupId = `court.${absent}`;
    void follow({ topics: [absent], groupId }, connect({ brokers, clientId: 'absent-spec', log: told }));
    await until('it asked for it', () => said.some((what) => what.startsWith('Response Metadata')), 20_000);
    expect(await there()).not.toContain(absent);
  }, 60_000);

  it('refuses an offset that the topic has not reached: it was made anew', async () => {
    await write('a');
    stored.next = '500';
    await expect(follow()).rejects.toBeInstanceOf(OffsetOutOfReach);
  }, 60_000);
});
