import { inGeneration } from '@fuyuan/contracts';
import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { topicsOwed } from '@fuyuan/publishing';
import { EventStoreClients, EventStoreUnitRegister, RecordedLog, settingsOf } from '@fuyuan/event-store';
import { type KafkaClient, kafkaOf, readTopic, settleTopics, TransactionalWriter } from '@fuyuan/kafka';
import { createLog } from '@fuyuan/platform';
import { causeOf, describeWithKafka, startEventStore, startKafka, unitRegistered, until } from '@fuyuan/testing';
import { reconcile } from './reconcile';
import { startRelay, type Relay } from './relay';
import { RelayConfig } from './relay.config';
import { topicPlans } from './topic-plans';

type Store = Awaited<ReturnType<typeof startEventStore>>;
const log = createLog({ level: 'silent' });
const TOKEN = 'operator-of-this-test';

describeWithKafka('the relay, on a real broker and the embedded event store', () => {
  let brokers: string[];
  let store: Store;
  let clients: EventStoreClients;
  let kafka: KafkaClient;
  let config: RelayConfig;
  const relays: Relay[] = [];
  /** Up to 420; other suites use what is above at the same time. */
  let generation = 1 + (process.pid % 200) * 2;

  beforeAll(async () => {
    ({ brokers } = await startKafka());
  }, 60_000);

  beforeEach(async () => {
    store = await startEventStore();
    clients = new EventStoreClients(store.connectionString);
    generation += 1;
    config = Object.assign(new RelayConfig(), {
      kafkaBrokers: brokers,
      eventstoreConnectionString: store.connectionString,
      httpPort: 0,
      relayGeneration: generation,
      relayToken: TOKEN,
      kafkaPartitions: 2,
    });
    kafka = kafkaOf(config, 'relay-spec', log);
    await settleTopics(kafka, topicPlans(topicsOwed(), config), true);
  }, 60_000);

  afterEach(async () => {
    await Promise.all(relays.splice(0).map(({ app }) => app.close()));
    await clients.dispose();
    await store.stop();
  }, 60_000);

  const relay = async (): Promise<Relay> => {
    const started = await startRelay(config, log);
    relays.push(started);
    return started;
  };
  const register = async (unitId = `unit-${randomUUID()}`) => {
    const units = new EventStoreUnitRegister(clients, settingsOf({ connectionString: store.connectionString }), {
      era: undefined,
    });
    await units.change(unitId, () => [unitRegistered(unitId)], causeOf());
    return unitId;
  };
  const read = async (topic = 'court.units.v1'): Promise<string[]> => {
    const keys: string[] = [];
    await readTopic(kafka, { topic: inGeneration(topic, generation), written: true }, ({ key }) => keys.push(key));
    return keys.sort();
  };
  const facts = ({ loop }: Relay) => loop.standing.checkpoint.facts;

  it('publishes what was recorded before and after its start, once each', async () => {
    const units = [await register(), await register()];
    const first = await relay();
    await until('two are published', () => facts(first) >= 2, 20_000);
    units.push(await register());
    await until('three are published', () => facts(first) >= 3, 20_000);
    expect(await read()).toEqual([...units].sort());
    expect(await read('procuratorate.units.v1')).toEqual([...units].sort());
    expect(first.loop.standing).toMatchObject({ state: 'relaying', live: true, waiting: 0, lastError: null });

    await relays.pop()?.app.close();
    units.push(await register());
    const second = await relay();
    await until('four are published', () => facts(second) >= 4, 20_000);
    expect(await read()).toEqual([...units].sort());
  }, 90_000);

  it('a second one stands by, and publishes within 15 s when the first steps down', async () => {
    const first = await relay();
    await until('the first relays', () => first.loop.standing.state === 'relaying', 20_000);
    const second = await relay();
    const unit = await register();
    await until('one is published', () => facts(first) >= 1, 20_000);
    expect(second.loop.standing.state).toBe('standing-by');

    relays.splice(relays.indexOf(first), 1);
    await first.app.close();
    const another = await register();
    await until('the second publishes', () => facts(second) >= 2, 15_000);
    expect(await read()).toEqual([unit, another].sort());
  }, 90_000);

  it('pauses and resumes at the word of who holds the token, and of nobody else', async () => {
    const { url, loop } = await relay();
    await until('it relays', () => loop.standing.state === 'relaying', 20_000);
    const post = (act: string, token: string) =>
      fetch(`${url}/v1/relay/${act}`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
    expect((await post('pause', 'a-guess')).status).toBe(401);
    expect(loop.standing.state).toBe('relaying');

    expect((await post('pause', TOKEN)).status).toBe(200);
    await until('it is paused', () => loop.standing.state === 'paused');
    await register();
    expect((await post('resume', TOKEN)).status).toBe(200);
    await until('it publishes again', () => loop.standing.checkpoint.facts >= 1, 20_000);
  }, 60_000);

  it('stops at a fact of an unknown type, naming it, when all before it is published; and is not ready then', async () => {
    const unit = await register();
    const client = EventStoreDBClient.connectionString(store.connectionString);
    await client.appendToStream(`unit-${unit}`, jsonEvent({ type: 'UnitDreamt.v1', data: {} }), {
      expectedRevision: 0n,
    });
    await client.dispose();
    const { loop, url } = await relay();
    await until('it refuses', () => loop.standing.state === 'refused', 20_000);
    expect(loop.standing.lastError).toContain(`'UnitDreamt.v1' at unit-${unit}@1`);
    expect(await read()).toEqual([unit]);
    expect((await fetch(`${url}/health/ready`)).status).toBe(503);
  }, 60_000);

  it('is reconciled with the log; a message too many is found, and its record named', async () => {
    await register();
    const unit = await register();
    const { loop } = await relay();
    await until('two are published', () => loop.standing.checkpoint.facts >= 2, 20_000);
    const recorded = new RecordedLog({ connectionString: store.connectionString });
    const same = await reconcile({ kafka, log: recorded, config });
    expect(same).toMatchObject({ isSame: true, facts: 2, upTo: loop.standing.checkpoint.position });
    expect(same.topics.filter(({ held }) => held.count === 2)).toHaveLength(3);

    const topic = inGeneration('court.units.v1', generation);
    const checkpoint = { topic: 'fuyuan.relay.checkpoints', key: 'forger' };
    const forger = await TransactionalWriter.open(kafka, { transactionalId: `forger-${generation}`, checkpoint });
    await forger.write([{ topic, key: unit, value: '{}' }], 'x');
    await forger.close();
    const { isSame, topics } = await reconcile({ kafka, log: recorded, config });
    expect(isSame).toBe(false);
    expect(topics.flatMap(({ difference }) => difference ?? [])).toEqual([{ topic, key: unit, owed: 1, held: 2 }]);
    await recorded.dispose();
  }, 90_000);

  it('serves the AsyncAPI document and its figures', async () => {
    const { url, loop } = await relay();
    const document = (await (await fetch(`${url}/asyncapi.json`)).json()) as {
      asyncapi: string;
      servers: Record<string, { host: string }>;
    };
    expect(document.asyncapi).toMatch(/^3\./);
    expect(Object.values(document.servers).map(({ host }) => host)).toEqual(brokers);
    await until('it relays', () => loop.standing.state === 'relaying', 20_000);
    expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/^fuyuan_relay_lag_seconds \d/m);
  }, 60_000);
});
