import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  applyAcls,
  connect,
  type KafkaClient,
  readTopic,
  settleTopics,
  topicsThere,
  TransactionalWriter,
} from '@fuyuan/kafka';
import { topicsOwed } from '@fuyuan/publishing';
import {
  EventStoreClients,
  EventStoreSubscriptionRegister,
  EventStoreUnitRegister,
  settingsOf,
} from '@fuyuan/event-store';
import {
  causeOf,
  describeWithKafka,
  runBuilt,
  startEventStore,
  startOwnKafka,
  until,
  type OwnKafka,
} from '@fuyuan/testing';
import { KafkaConfig } from './relay.config';
import { aclsOf, relayNames, topicPlans } from './topic-plans';

const silent = () => undefined;
const log = { error: silent, warn: silent, info: silent, debug: silent };

describeWithKafka('who may read and write, on a real broker with TLS, SCRAM and the rules that are printed', () => {
  let broker: OwnKafka;
  const config = Object.assign(new KafkaConfig(), { kafkaBrokers: [] });

  const as = (username: string, password = `${username}-secret`): KafkaClient =>
    connect({
      brokers: broker.brokers,
      clientId: username,
      tls: { ca: readFileSync(join(broker.data, 'ca.crt'), 'utf8') },
      scram: { mechanism: 'scram-sha-512', username, password },
      log,
    });
  const write = async (kafka: KafkaClient, topic: string) => {
    const { transactionalId, checkpoint } = relayNames(config);
    const writer = await TransactionalWriter.open(kafka, { transactionalId, checkpoint });
    await writer.write([{ topic, key: 'unit-1', value: 'said' }], '{}');
    await writer.close();
  };
  /** In a group of its own, as a subscriber would. */
  const read = async (kafka: KafkaClient, account: string, topic: string): Promise<string[]> => {
    const consumer = kafka.consumer({
      groupId: `${account}.spec`,
      allowAutoTopicCreation: false,
      retry: { retries: 0 },
    });
    try {
      await consumer.connect();
      await consumer.subscribe({ topic, fromBeginning: true });
      return await new Promise<string[]>((resolve, reject) => {
        consumer.on('consumer.crash', ({ payload }) => reject(payload.error));
        consumer
          .run({ eachBatch: async ({ batch }) => resolve(batch.messages.map(({ value }) => String(value))) })
          .catch(reject);
      });
    } finally {
      await consumer.disconnect();
    }
  };

  beforeAll(async () => {
    broker = await startOwnKafka({ secure: true, users: ['unit.panshi-court', 'unit.panshi'] });
    const topics = topicsOwed();
    await settleTopics(as('admin'), topicPlans(topics, config), true);
    await applyAcls(as('admin'), aclsOf(topics, config));
    // They are written when this returns, and hold a moment later.
    const { transactionalId, checkpoint } = relayNames(config);
    const opens = () =>
      TransactionalWriter.open(as('relay'), { transactionalId, checkpoint })
        .then((writer) => writer.close())
        .then(
          () => true,
          () => false,
        );
    await until('the rules hold', opens, 30_000);
  }, 90_000);
  afterAll(async () => broker?.stop(), 30_000);

  it('the relay writes, and each system reads its own', async () => {
    await write(as('relay'), 'court.units.v1');
    await write(as('relay'), 'court.restricted.v1');
    expect(await read(as('court'), 'court', 'court.units.v1')).toEqual(['said']);
    expect(await read(as('court'), 'court', 'court.restricted.v1')).toEqual(['said']);
  }, 60_000);

  it(
    'a court may see how far the relay is, so that its views can say what they include',
    async () => expect((await read(as('court'), 'court', 'fuyuan.relay.checkpoints')).length).toBeGreaterThan(0),
    60_000,
  );

  it.each(['procuratorate.units.v1', 'government.restricted.v1', 'fuyuan.relay.lead'])(
    'a court is refused %s',
    async (topic) => expect(read(as('court'), 'court', topic)).rejects.toThrow(/not authorized/i),
    60_000,
  );

  it(
    'a court is refused the groups of others, also to read its own topics',
    async () =>
      expect(read(as('court'), 'government', 'court.units.v1')).rejects.toThrow(
        /not authorized|find group coordinator/i,
      ),
    60_000,
  );

  it('a court writes nowhere, neither in its own topics nor as the relay', async () => {
    await expect(write(as('court'), 'court.units.v1')).rejects.toThrow(/not authorized|find group coordinator/i);
    const producer = as('court').producer({ allowAutoTopicCreation: false, retry: { retries: 0 } });
    await producer.connect();
    const sent = producer.send({ topic: 'court.units.v1', messages: [{ key: 'k', value: 'forged' }] });
    await expect(sent).rejects.toThrow(/not authorized/i);
    const checkpoint = producer.send({ topic: 'fuyuan.relay.checkpoints', messages: [{ key: 'k', value: 'forged' }] });
    await expect(checkpoint).rejects.toThrow(/not authorized/i);
    await producer.disconnect();
  }, 60_000);

  it(
    'a wrong password opens nothing',
    async () =>
      expect(readTopic(as('court', 'a-guess'), { topic: 'court.units.v1' }, silent)).rejects.toThrow(
        /SASL|authentication/i,
      ),
    60_000,
  );

  it('a password never crosses without TLS', () => {
    const scram = { mechanism: 'scram-sha-512' as const, username: 'court', password: 'court-secret' };
    expect(() => connect({ brokers: broker.brokers, clientId: 'court', scram, log })).toThrow(/without TLS/);
  });

  describe('a unit whose own system subscribes', () => {
    const unit = 'unit.panshi-court';
    const asAdmin = () => ({
      KAFKA_BROKERS: broker.brokers.join(','),
      KAFKA_CA_FILE: join(broker.data, 'ca.crt'),
      KAFKA_USER: 'admin',
      KAFKA_PASSWORD: 'admin-secret',
    });

    beforeAll(async () => {
      const store = await startEventStore();
      const clients = new EventStoreClients(store.connectionString);
      const subscriptions = new EventStoreSubscriptionRegister(
        clients,
        settingsOf({ connectionString: store.connectionString }),
      );
      const units = new EventStoreUnitRegister(clients, settingsOf({ connectionString: store.connectionString }));
      for (const [unitId, system] of [
        ['panshi-court', 'court'],
        ['panshi', 'government'],
      ] as const) {
        const legalBasis = [{ norm: '磐石市府院联动联席会议工作规则', article: null }];
        const of = { unitId, legalBasis, occurredAt: '2026-03-01T01:00:00.000Z' };
        const profile = {
          ...{ name: unitId, kind: system, level: 'county' as const, regionCode: '220284', parentId: null },
          ...{ system, effectiveOn: '2026-03-01' },
        };
        await units.change(unitId, () => [{ type: 'UnitRegistered', data: { ...of, ...profile } }], causeOf());
        const data = { ...of, from: 'beginning' as const };
        await subscriptions.change(unitId, () => [{ type: 'SubscriptionStarted', data }], causeOf());
      }
      const env = { ...asAdmin(), EVENTSTORE_CONNECTION_STRING: store.connectionString };
      const printed = await runBuilt('relay/src/topics.cli', { args: ['--acls'], env });
      expect(printed.output).toContain(`'User:${unit}' --operation Read --operation Describe --topic '${unit}.'`);
      expect((await runBuilt('relay/src/topics.cli', { args: ['--apply-acls'], env })).code).toBe(0);
      await clients.dispose();
      await store.stop();
      const feeds = [`${unit}.v1`, `${unit}.v2`, 'unit.panshi.v1'];
      await settleTopics(
        as('relay'),
        feeds.map((topic) => ({ topic, partitions: 1, replicas: 1, settings: {} })),
        true,
      );
      for (const feed of feeds) await write(as('relay'), feed);
    }, 60_000);

    it('is handed its feed by the read side of its own power, which may read it, and others not', async () => {
      expect(await read(as('court'), 'court', `${unit}.v1`)).toEqual(['said']);
      expect(await read(as('court'), 'court', `${unit}.v2`)).toEqual(['said']);
      await expect(read(as('court'), 'court', 'unit.panshi.v1')).rejects.toThrow(/not authorized/i);
      expect(await topicsThere(as('court'), (topic) => topic.startsWith('unit.'))).toEqual([
        `${unit}.v1`,
        `${unit}.v2`,
      ]);
    }, 60_000);

    it('reads its feed, and that of its next subscription', async () => {
      expect(await read(as(unit), unit, `${unit}.v1`)).toEqual(['said']);
      expect(await read(as(unit), unit, `${unit}.v2`)).toEqual(['said']);
    }, 60_000);

    it.each([
      ['unit.panshi-court', 'unit.panshi.v1'],
      ['unit.panshi', 'unit.panshi-court.v1'],
      ['unit.panshi-court', 'court.units.v1'],
    ])(
      '%s is refused %s',
      async (account, topic) => expect(read(as(account), account, topic)).rejects.toThrow(/not authorized/i),
      60_000,
    );

    it('writes nowhere, not even into its own feed', async () => {
      const producer = as(unit).producer({ allowAutoTopicCreation: false, retry: { retries: 0 } });
      await producer.connect();
      const sent = producer.send({ topic: `${unit}.v1`, messages: [{ key: 'k', value: 'forged' }] });
      await expect(sent).rejects.toThrow(/not authorized/i);
      await producer.disconnect();
    }, 60_000);
  });
});
