import { randomUUID } from 'node:crypto';
import type { Kafka } from 'kafkajs';
import { describeWithKafka, startKafka, until } from '@fuyuan/testing';
import { FencedOff, MessageTooLarge, WriterBroken } from './faults';
import { connect } from './kafka-options';
import { readTopic } from './read-topic';
import { retries } from './retries';
import { settleTopics } from './topics';
import { TransactionalWriter, type WriterOptions } from './transactional-writer';

const silent = () => undefined;
const log = { error: silent, warn: silent, info: silent, debug: silent };

describeWithKafka('a transactional writer on a real broker', () => {
  let kafka: Kafka;
  let topic: string;
  let options: WriterOptions;
  const open: TransactionalWriter[] = [];

  beforeAll(async () => {
    kafka = connect({ brokers: (await startKafka()).brokers, clientId: 'writer-spec', log });
  }, 60_000);

  beforeEach(async () => {
    const name = randomUUID();
    topic = `facts-${name}`;
    options = { transactionalId: `relay-${name}`, checkpoint: { topic: `checkpoints-${name}`, key: 'shard-0' } };
    const settings = { 'max.message.bytes': String(1024 * 1024) };
    const plans = [
      { topic, partitions: 3, replicas: 1, settings },
      { topic: options.checkpoint.topic, partitions: 1, replicas: 1, settings: { 'cleanup.policy': 'compact' } },
    ];
    await settleTopics(kafka, plans, true);
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map((writer) => writer.close().catch(silent)));
  });

  const opened = async (changed: Partial<WriterOptions> = {}): Promise<TransactionalWriter> => {
    const writer = await TransactionalWriter.open(kafka, { ...options, ...changed });
    open.push(writer);
    return writer;
  };
  const message = (value: string, key = 'unit-1') => ({ topic, key, value });
  /** The groups of those who read checkpoints. */
  const readings = async (): Promise<string[]> => {
    const admin = kafka.admin();
    await admin.connect();
    const { groups } = await admin.listGroups().finally(() => admin.disconnect());
    return groups.map(({ groupId }) => groupId).filter((id) => id.includes(options.checkpoint.topic));
  };
  const values = async (): Promise<string[]> => {
    const read: string[] = [];
    await readTopic(kafka, { topic, written: true }, ({ value }) => read.push(value));
    return read;
  };

  it('has no checkpoint before anything was written, and then the last', async () => {
    const first = await opened();
    expect(first.checkpoint).toBeUndefined();
    await first.write([message('a'), message('b')], 'after-b');
    await first.write([], 'quiet');
    expect((await opened()).checkpoint).toBe('quiet');
    expect(await values()).toEqual(['a', 'b']);
  });

  it('finds its checkpoint behind many of others (K10)', async () => {
    await (await opened()).write([], 'mine');
    const other = await opened({
      transactionalId: `${options.transactionalId}-2`,
      checkpoint: { ...options.checkpoint, key: 'shard-1' },
    });
    const { topic: place } = options.checkpoint;
    await other.write(
      Array.from({ length: 3_000 }, (_, at) => ({ topic: place, key: 'other', value: String(at) })),
      'theirs',
    );
    expect((await opened()).checkpoint).toBe('mine');
  });

  it('finds its checkpoint while another writer has a transaction open in the same topic', async () => {
    const writer = await opened();
    await writer.write([], '1');
    const transactionalId = `${options.transactionalId}-2`;
    const other = kafka.producer({ transactionalId, maxInFlightRequests: 1, retry: retries() });
    await other.connect();
    const transaction = await other.transaction();
    const open = { key: 'shard-1', value: 'open' };
    await transaction.send({ topic: options.checkpoint.topic, messages: [open] });
    await writer.write([message('a')], '2');
    const before = await readings();
    const opening = opened();
    // What is behind the open transaction cannot be read before it ends: the new writer waits, and does not guess.
    await until('it reads', async () => (await readings()).some((group) => !before.includes(group)));
    await transaction.abort();
    expect((await opening).checkpoint).toBe('2');
    await other.disconnect();
  }, 60_000);

  it('a newer writer fences the older, which says so and has written nothing (K9, K16)', async () => {
    const older = await opened();
    await older.write([message('a')], '1');
    const newer = await opened();
    expect(newer.checkpoint).toBe('1');
    await expect(older.write([message('stale')], '2')).rejects.toBeInstanceOf(FencedOff);
    await newer.write([message('b')], '2');
    expect(await values()).toEqual(['a', 'b']);
  });

  it('a transaction that was left open is ended before the checkpoint is read, and nobody sees it', async () => {
    const { transactionalId, checkpoint } = options;
    const dead = kafka.producer({ transactionalId, idempotent: true, maxInFlightRequests: 1, retry: retries() });
    await dead.connect();
    const transaction = await dead.transaction();
    await transaction.sendBatch({ topicMessages: [{ topic, messages: [{ key: 'k', value: 'half' }] }] });
    await transaction.sendBatch({
      topicMessages: [{ topic: checkpoint.topic, messages: [{ key: checkpoint.key, value: 'half' }] }],
    });

    const writer = await opened();
    expect(writer.checkpoint).toBeUndefined();
    await writer.write([message('whole')], '1');
    expect(await values()).toEqual(['whole']);
    await expect(transaction.commit()).rejects.toThrow();
    await dead.disconnect();
  });

  it('after an error it is of no use, and a new one goes on from what stands (K1, K2)', async () => {
    const writer = await opened();
    await writer.write([message('a')], '1');
    await expect(
      writer.write([message('b'), { topic: `absent-${randomUUID()}`, key: 'k', value: 'v' }], '2'),
    ).rejects.toThrow(WriterBroken);
    await expect(writer.write([message('c')], '3')).rejects.toThrow('met an error before');

    const next = await opened();
    expect(next.checkpoint).toBe('1');
    await next.write([message('b')], '2');
    expect(await values()).toEqual(['a', 'b']);
  }, 60_000);

  it('writes more than the broker takes at once (K15), which in one send it refuses', async () => {
    const many = Array.from({ length: 600 }, (_, at) => message(`${at}:${'x'.repeat(5_000)}`));
    const whole = await opened({ limits: { messages: 10_000, bytesPerTopic: 1e9 } });
    await expect(whole.write(many, '1')).rejects.toThrow(/larger than the max message size/i);

    await (await opened()).write(many, '1');
    expect((await values()).map((value) => Number.parseInt(value))).toEqual(many.map((_, at) => at));
  });

  it('refuses by name one message that is larger than its topic takes', async () => {
    const writer = await opened({ largestMessage: 1024 * 1024 });
    await expect(writer.write([message('x'.repeat(1024 * 1024), 'referral-7')], '1')).rejects.toThrow(MessageTooLarge);
  });

  it('one transaction follows upon another without the client’s pause of 300 ms (K4)', async () => {
    const writer = await opened();
    await writer.write([message('warm')], '0');
    const begun = performance.now();
    for (let at = 1; at <= 20; at += 1) await writer.write([message(String(at))], String(at));
    expect((performance.now() - begun) / 20).toBeLessThan(150);
    // A broker that is quick enough never lets it wait, and hides a longer pause.
    expect(retries().initialRetryTime).toBeLessThanOrEqual(50);
  });

  it('always names its retries, which kafkajs else lowers to 5 (K3)', () =>
    expect(retries().retries).toBeGreaterThan(5));

  it('makes no topic by writing to one that is not there (K11)', async () => {
    const absent = `absent-${randomUUID()}`;
    const writer = await opened();
    await expect(writer.write([{ topic: absent, key: 'k', value: 'v' }], '1')).rejects.toThrow();
    const admin = kafka.admin();
    await admin.connect();
    expect(await admin.listTopics()).not.toContain(absent);
    await admin.disconnect();
  }, 60_000);
});
