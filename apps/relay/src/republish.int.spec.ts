import {
  EventStoreClients,
  EventStoreLawNoticeRegister,
  EventStoreSubscriptionRegister,
  EventStoreUnitRegister,
  RecordedLog,
  settingsOf,
} from '@fuyuan/event-store';
import { type KafkaClient, kafkaOf, readTopic, settleTopics, topicsThere, TransactionalWriter } from '@fuyuan/kafka';
import { createLog } from '@fuyuan/platform';
import { topicsOwed } from '@fuyuan/publishing';
import {
  causeOf,
  describeWithKafka,
  lawNoticePublished,
  lawNoticeRead,
  startBuilt,
  startEventStore,
  startKafka,
  unitRegistered,
  until,
  untilSaid,
  type BuiltApp,
} from '@fuyuan/testing';
import type { Standing } from './generations';
import { reconcile } from './reconcile';
import type { ReconciliationStanding } from './reconciliations';
import { startRelay, type Relay } from './relay';
import { RelayConfig } from './relay.config';
import { isOfGeneration, topicPlans } from './topic-plans';

const log = createLog({ level: 'silent' });
const TOKEN = 'operator-of-this-test';
const LIVE = 820 + (process.pid % 40) * 4;
const [COURT, JUSTICE] = ['panshi-court', 'panshi-justice'];
type Answer = { status: number; body: unknown };
type Shown = Standing & { beside: Standing[] };

describeWithKafka('a generation of topics published anew, on a real broker', () => {
  let store: Awaited<ReturnType<typeof startEventStore>>;
  let clients: EventStoreClients;
  let kafka: KafkaClient;
  let recorded: RecordedLog;
  let config: RelayConfig;
  let relay: Relay | undefined;
  const apps: BuiltApp[] = [];

  const inGeneration = (relayGeneration: number): RelayConfig => ({ ...config, relayGeneration });
  const makeTopics = (generation: number) =>
    settleTopics(kafka, topicPlans(topicsOwed(), inGeneration(generation)), true);

  beforeAll(async () => {
    const { brokers } = await startKafka();
    store = await startEventStore();
    clients = new EventStoreClients(store.connectionString);
    recorded = new RecordedLog({ connectionString: store.connectionString });
    config = Object.assign(new RelayConfig(), {
      kafkaBrokers: brokers,
      eventstoreConnectionString: store.connectionString,
      httpPort: 0,
      relayGeneration: LIVE,
      relayToken: TOKEN,
      kafkaPartitions: 2,
    });
    kafka = kafkaOf(config, 'republish-spec', log);
    await makeTopics(LIVE);
    relay = await startRelay(config, log);
    await until('it relays', () => relay?.loop.standing.state === 'relaying', 20_000);
  }, 90_000);

  afterAll(async () => {
    await relay?.app.close();
    await Promise.all(apps.map((app) => app.stop('SIGKILL')));
    await recorded?.dispose();
    await clients?.dispose();
    await store?.stop();
  }, 60_000);

  const settings = () => settingsOf({ connectionString: store.connectionString });
  const register = (unitId: string) =>
    new EventStoreUnitRegister(clients, settings(), { era: undefined }).change(
      unitId,
      () => [unitRegistered(unitId)],
      causeOf(),
    );
  const onNotice = (id: string) =>
    new EventStoreLawNoticeRegister(clients, settings()).change(
      id,
      (state) => (state.status === 'unknown' ? [lawNoticePublished(id)] : [lawNoticeRead(id)]),
      causeOf(),
    );
  const ask = async (path: string, body?: object, token = TOKEN, url = relay?.url): Promise<Answer> => {
    const headers = { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) };
    const answer = await fetch(`${url}/v1/relay${path}`, {
      method: body ? 'POST' : 'GET',
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: answer.status, body: answer.status === 204 ? null : await answer.json() };
  };
  const republish = (generation: number, after: unknown = null) =>
    ask(`/generations/${generation}/republish`, { after });
  const shown = async () => (await ask('')).body as Shown;
  const held = async (topic: string): Promise<string[]> => {
    const said: string[] = [];
    await readTopic(kafka, { topic, written: true }, ({ key, headers }) => said.push(`${key}@${headers['revision']}`));
    return said.sort();
  };
  const caughtUp = (generation: number, url = relay?.url) =>
    until(
      `generation ${generation} has caught up`,
      async () => {
        const { status, body } = await ask(`/generations/${generation}`, undefined, TOKEN, url);
        return status === 200 && (body as Standing).lag?.events === 0;
      },
      20_000,
    );
  const reconciled = async (generation: number, url = relay?.url) => {
    expect((await ask('/reconcile', { generation }, TOKEN, url)).status).toBe(202);
    let said: ReconciliationStanding | undefined;
    const isOver = async () => {
      said = (await ask('/reconcile', undefined, TOKEN, url)).body as ReconciliationStanding;
      return said.state !== 'running';
    };
    await until('it is reconciled', isOver, 40_000);
    return said;
  };

  it('says of a wrong request what is wrong with it, and does nothing', async () => {
    await register(COURT);
    await register(JUSTICE);
    await caughtUp(LIVE);
    const code = async (asked: Promise<Answer>) => {
      const { status, body } = await asked;
      return `${status} ${(body as { code?: string }).code}`;
    };
    const next = LIVE + 1;
    expect(await code(ask(`/generations/${next}/republish`, {}, 'a-guess'))).toBe('401 operator-only');
    expect(await code(republish(next))).toBe('409 generation-without-topics');
    await makeTopics(next);
    expect(await code(republish(0))).toBe('400 invalid-request');
    expect(await code(republish(next, 'from the beginning'))).toBe('400 invalid-request');
    expect(await code(republish(next, '999999/999999'))).toBe('409 position-beyond-the-end');
    expect(await code(republish(LIVE))).toBe('409 generation-is-live');
    expect(await code(ask(`/generations/${next}/end`, {}))).toBe('404 generation-unknown');
    expect(await code(ask(`/reconcile`, { generation: 'all' }))).toBe('400 invalid-request');

    const forged = { topic: `court.units.v1.g${next}`, key: 'k', value: '{}' };
    const checkpoint = { topic: 'fuyuan.relay.checkpoints', key: 'forger' };
    const forger = await TransactionalWriter.open(kafka, { transactionalId: `forger-${next}`, checkpoint });
    await forger.write([forged], 'x');
    await forger.close();
    expect(await code(republish(next))).toBe('409 generation-without-checkpoint');
    expect((await shown()).beside).toEqual([]);
  }, 60_000);

  it('begins after a position: units first, then whole records as they go on; feeds under one name', async () => {
    const generation = LIVE + 2;
    await makeTopics(generation);
    const subscriptions = new EventStoreSubscriptionRegister(clients, settings());
    const data = { unitId: JUSTICE, from: 'now' as const, legalBasis: [], occurredAt: '2026-03-01T01:00:00.000Z' };
    await subscriptions.change(JUSTICE, () => [{ type: 'SubscriptionStarted', data }], causeOf());
    await onNotice('notice-at-rest');
    await onNotice('notice-going-on');
    await caughtUp(LIVE);
    const after = (await shown()).checkpoint.position;
    const begun = await republish(generation, after);
    expect(begun).toMatchObject({ status: 202 });
    await caughtUp(generation);
    const feed = `unit.${JUSTICE}.v1.g${generation}`;
    expect(await held(`court.units.v1.g${generation}`)).toEqual([`${COURT}@0`, `${JUSTICE}@0`]);
    expect(await held(feed)).toEqual([`${COURT}@0`, `${JUSTICE}@0`, `${JUSTICE}@0`]);

    await onNotice('notice-going-on');
    await Promise.all([caughtUp(LIVE), caughtUp(generation)]);
    const going = ['notice-going-on@0', 'notice-going-on@1'];
    expect(await held(`court.law-notices.v1.g${generation}`)).toEqual(going);
    expect(await held(feed)).toEqual(expect.arrayContaining(going));
    expect(await held(`court.law-notices.v1.g${LIVE}`)).toEqual(['notice-at-rest@0', ...going]);
    const feeds = await topicsThere(kafka, (topic) => topic.startsWith('unit.') && isOfGeneration(topic, generation));
    expect(feeds).toEqual([feed]);
    expect(await topicsThere(kafka, (topic) => /\.g\d+\.g\d+$/.test(topic))).toEqual([]);

    expect(await reconciled(generation)).toMatchObject({ state: 'done', result: { isSame: true, after, generation } });
    expect(await reconciled(LIVE)).toMatchObject({ state: 'done', result: { isSame: true, after: null } });
  }, 90_000);

  it('goes on where it was when asked again, is ended, and never begins elsewhere', async () => {
    const generation = LIVE + 2;
    const [beside] = (await shown()).beside;
    const after = beside?.checkpoint.after ?? null;
    expect(await republish(generation, after)).toMatchObject({ status: 202 });
    expect(await republish(generation, null)).toMatchObject({
      status: 409,
      body: { code: 'generation-of-another-start' },
    });
    expect(await ask(`/generations/${generation}/end`, {})).toMatchObject({ status: 204 });
    await register('panshi-police');
    await caughtUp(LIVE);
    expect((await shown()).beside).toEqual([]);
    expect(await held(`court.units.v1.g${generation}`)).toHaveLength(2);
    expect(await republish(generation, after)).toMatchObject({ status: 202 });
    await caughtUp(generation);
    expect(await held(`court.units.v1.g${generation}`)).toHaveLength(3);
  }, 60_000);

  it('goes on by itself when the relay is killed in the middle and another takes over; the live one too', async () => {
    await relay?.app.close();
    relay = undefined;
    const generation = LIVE + 3;
    await makeTopics(generation);
    const facts = 800;
    for (let at = 0; at < facts; at += 50)
      await Promise.all(Array.from({ length: 50 }, (_, nth) => register(`unit-${at + nth}`)));
    const env = {
      KAFKA_BROKERS: config.kafkaBrokers.join(','),
      EVENTSTORE_CONNECTION_STRING: store.connectionString,
      RELAY_GENERATION: String(LIVE),
      KAFKA_PARTITIONS: String(config.kafkaPartitions),
      RELAY_TOKEN: TOKEN,
      RELAY_SESSION_TIMEOUT: '1s',
      HTTP_PORT: '0',
    };
    const start = async () => {
      const app = startBuilt('relay/src/main', { env });
      apps.push(app);
      const [, url = ''] = await untilSaid(app, /"url":"([^"]+)"/);
      return { app, url };
    };
    const leads = (url: string) => async () =>
      ((await ask('', undefined, TOKEN, url)).body as Shown).state === 'relaying';
    const first = await start();
    await until('the first relays', leads(first.url), 20_000);
    const second = await start();
    const standsBy = await ask(`/generations/${generation}/republish`, {}, TOKEN, second.url);
    expect(standsBy).toMatchObject({ status: 409, body: { code: 'relay-stands-by' } });
    expect((await ask(`/generations/${generation}/republish`, {}, TOKEN, first.url)).status).toBe(202);
    const of = async () => (await ask(`/generations/${generation}`, undefined, TOKEN, first.url)).body as Standing;
    await until('it has begun', async () => (await of()).checkpoint.messages > 0, 20_000);
    await first.app.stop('SIGKILL');

    await until('the second relays', leads(second.url), 20_000);
    const during = reconciled(LIVE, second.url);
    for (let nth = 0; nth < 100; nth += 1) await register(`late-${nth}`);
    expect(await during).toMatchObject({ state: 'done', error: null, result: { isSame: true } });
    await until('both are known', async () => (await ask(`/generations/${generation}`, undefined, TOKEN, second.url)).status === 200); // prettier-ignore
    await Promise.all([caughtUp(LIVE, second.url), caughtUp(generation, second.url)]);
    for (const each of [LIVE, generation]) {
      const found = await reconcile({ kafka, log: recorded, config: inGeneration(each) });
      expect(found.topics.filter(({ difference }) => difference !== null)).toEqual([]);
    }
    expect(await held(`court.units.v1.g${generation}`)).toHaveLength(facts + 100 + 3);
  }, 120_000);
});
