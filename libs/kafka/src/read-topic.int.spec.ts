import { randomUUID } from 'node:crypto';
import { describeWithKafka, startKafka, until } from '@fuyuan/testing';
import { connect } from './kafka-options';
import { readTopic } from './read-topic';
import { settleTopics } from './topics';
import { TransactionalWriter } from './transactional-writer';

const silent = () => undefined;
const log = { error: silent, warn: silent, info: silent, debug: silent };

describeWithKafka('a topic of a real broker, read to its end', () => {
  it('ends though the end is never the offset of a message: marks of transactions stand after it (K13, K14)', async () => {
    const kafka = connect({ brokers: (await startKafka()).brokers, clientId: 'read-spec', log });
    const name = randomUUID();
    const [topic, checkpoint] = [`facts-${name}`, { topic: `checkpoints-${name}`, key: 'k' }];
    const plans = [topic, checkpoint.topic].map((each) => ({ topic: each, partitions: 1, replicas: 1, settings: {} }));
    await settleTopics(kafka, plans, true);
    const writer = await TransactionalWriter.open(kafka, { transactionalId: name, checkpoint });
    await writer.write([{ topic, key: 'k', value: 'a' }], '1');
    await writer.write([{ topic, key: 'k', value: 'b' }], '2');
    await writer.close();

    const read: { value: string; offset: string }[] = [];
    await readTopic(kafka, { topic, patienceMs: 5_000 }, ({ value, offset }) => read.push({ value, offset }));
    expect(read.map(({ value }) => value)).toEqual(['a', 'b']);

    const admin = kafka.admin();
    await admin.connect();
    const [end] = await admin.fetchTopicOffsets(topic);
    await admin.disconnect();
    // The hazard itself: whoever has everything still seems to be behind, by this measure, for ever.
    expect(Number(end?.high) - (Number(read.at(-1)?.offset) + 1)).toBe(1);
  }, 60_000);

  it('is read with all that was written, once the transaction has ended that it belongs to', async () => {
    const kafka = connect({ brokers: (await startKafka()).brokers, clientId: 'read-spec', log });
    const topic = `written-${randomUUID()}`;
    await settleTopics(kafka, [{ topic, partitions: 1, replicas: 1, settings: {} }], true);
    const producer = kafka.producer({ transactionalId: topic, maxInFlightRequests: 1 });
    await producer.connect();
    const transaction = await producer.transaction();
    await transaction.send({ topic, messages: [{ key: 'k', value: 'a' }] });
    const [committed, written] = [[] as string[], [] as string[]];
    await readTopic(kafka, { topic }, ({ value }) => committed.push(value));
    expect(committed).toEqual([]);

    const reading = readTopic(kafka, { topic, written: true }, ({ value }) => written.push(value));
    const admin = kafka.admin();
    await admin.connect();
    await until('it reads', async () =>
      (await admin.listGroups()).groups.some(({ groupId }) => groupId.includes(topic)),
    );
    await transaction.commit();
    await reading;
    expect(written).toEqual(['a']);
    await Promise.all([admin.disconnect(), producer.disconnect()]);
  }, 60_000);
});
