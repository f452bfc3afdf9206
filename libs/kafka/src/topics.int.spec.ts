import { randomUUID } from 'node:crypto';
import type { Kafka } from 'kafkajs';
import { describeWithKafka, startKafka } from '@fuyuan/testing';
import { connect } from './kafka-options';
import { settleTopics, type TopicPlan } from './topics';

const silent = () => undefined;
const log = { error: silent, warn: silent, info: silent, debug: silent };

describeWithKafka('topics on a real broker', () => {
  let kafka: Kafka;
  let plan: TopicPlan;

  beforeAll(async () => {
    kafka = connect({ brokers: (await startKafka()).brokers, clientId: 'topics-spec', log });
  }, 60_000);
  beforeEach(() => {
    const settings = { 'retention.ms': '-1', 'max.message.bytes': '2097152' };
    plan = { topic: `facts-${randomUUID()}`, partitions: 6, replicas: 1, settings };
  });

  it('are only told of until they are applied; applied again, nothing is left to do', async () => {
    const creation = [{ topic: plan.topic, change: 'create', what: '6 partitions' }];
    expect(await settleTopics(kafka, [plan], false)).toEqual(creation);
    expect(await settleTopics(kafka, [plan], true)).toEqual(creation);
    expect(await settleTopics(kafka, [plan], true)).toEqual([]);
  });

  it('get the settings that are planned now', async () => {
    await settleTopics(kafka, [plan], true);
    const changed = { ...plan, settings: { ...plan.settings, 'retention.ms': '86400000' } };
    const change = [{ topic: plan.topic, change: 'alter', what: 'retention.ms: -1 → 86400000' }];
    expect(await settleTopics(kafka, [changed], true)).toEqual(change);
    expect(await settleTopics(kafka, [changed], true)).toEqual([]);
  });

  it('never get another number of partitions', async () => {
    await settleTopics(kafka, [plan], true);
    const torn = [{ topic: plan.topic, change: 'refuse', what: 'has 6 partitions, planned are 12' }];
    expect(await settleTopics(kafka, [{ ...plan, partitions: 12 }], true)).toEqual(torn);
    expect(await settleTopics(kafka, [plan], true)).toEqual([]);
  });
});
