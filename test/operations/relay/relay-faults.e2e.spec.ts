import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { LawNoticeEvent } from '@fuyuan/domain';
import { EventStoreClients, EventStoreUnitRegister, settingsOf } from '@fuyuan/event-store';
import {
  describeWithKafka,
  lawNoticePublished,
  runBuilt,
  startBuilt,
  startKafka,
  unitRegistered,
  unitRetired,
  until,
  untilSaid,
  type BuiltApp,
} from '@fuyuan/testing';
import { freePort } from '../running/places';
import { preloaded } from '../running/preload';
import { elapsed } from '../running/until';
import { Way } from '../running/way';
import { Load } from './load';
import { faultsOf } from './reconciled';
import { Relays } from './relays';

type LawNoticePublished = Extract<LawNoticeEvent, { type: 'LawNoticePublished' }>;

/** What is promised where the session is as it comes: six seconds. */
const TAKEOVER_MS = 15_000;

describeWithKafka('relays with the session as it comes, whose log or fellows fail under load', () => {
  const data = mkdtempSync(join(tmpdir(), 'fuyuan-relay-faults-'));
  let brokers: string[];
  let port: number;
  let store: BuiltApp;
  let way: Way;
  let load: Load;
  let relays: Relays;
  let env: NodeJS.ProcessEnv;
  let connectionString: string;

  const startStore = async (): Promise<void> => {
    store = startBuilt('event-store/src/main', { args: ['--data', data, '--port', String(port)] });
    await untilSaid(store, /ready/);
  };

  beforeAll(async () => {
    ({ brokers } = await startKafka());
    port = await freePort();
    await startStore();
    connectionString = `esdb://127.0.0.1:${port}?tls=false`;
    way = await Way.to(port);
    env = {
      KAFKA_BROKERS: brokers.join(','),
      EVENTSTORE_CONNECTION_STRING: `esdb://127.0.0.1:${way.port}?tls=false`,
      // Topics of its own, on a broker that others use too, perhaps at the same time.
      RELAY_GENERATION: String(420 + (process.pid % 400)),
      KAFKA_PARTITIONS: '2',
      LOG_LEVEL: 'warn',
    };
    const topics = await runBuilt('relay/src/topics.cli', { args: ['--apply'], env });
    if (topics.code !== 0) throw new Error(topics.output);
    load = new Load(connectionString);
    relays = new Relays(env);
    await load.start();
    await relays.up(await relays.start());
    await relays.start();
    await relays.progress();
  }, 120_000);

  afterAll(async () => {
    await load?.stop();
    await relays?.stop();
    await store?.stop();
    await way?.close();
    rmSync(data, { recursive: true, force: true });
  }, 60_000);

  const noFaults = async (): Promise<void> => {
    expect(await faultsOf({ load, relays, env, brokers })).toEqual([]);
    load.resume();
    await load.turnFeed();
  };

  it('when the one that leads is killed, the other publishes within 15 s', async () => {
    const leader = await relays.led();
    const before = await relays.facts();
    const begun = performance.now();
    await relays.end(leader, 'SIGKILL');
    await relays.holds('the other publishes', async () => (await relays.facts()) > before, TAKEOVER_MS);
    process.stdout.write(`relay: the second published ${Math.round(performance.now() - begun)} ms after the kill\n`);
    await relays.start();
    await noFaults();
  }, 90_000);

  it('goes on when the event store was killed, and was away', async () => {
    await store.stop('SIGKILL');
    await until('it was away', elapsed(3_000));
    await startStore();
    await relays.progress();
    await noFaults();
  }, 90_000);

  it('goes on when the event store answered nothing for a while', async () => {
    process.kill(store.pid, 'SIGSTOP');
    const stands = { facts: Number.NaN };
    const nothingComes = async () => stands.facts === (stands.facts = await relays.facts());
    await relays.holds('nothing more is published', nothingComes);
    await until('it was silent', elapsed(3_000));
    process.kill(store.pid, 'SIGCONT');
    await relays.progress();
    await noFaults();
  }, 90_000);

  it('asks anew by itself when what it is connected to is silent for ever', async () => {
    const leader = await relays.led();
    expect(way.hush()).toBeGreaterThan(0);
    const begun = performance.now();
    await relays.progress(90_000);
    process.stdout.write(`relay: heard again ${Math.round(performance.now() - begun)} ms after the silence began\n`);
    expect((await relays.led()).name).toBe(leader.name);
    await noFaults();
  }, 180_000);

  it('publishes records of 1 MB, more of them than the broker takes at once', async () => {
    const [, addressee] = load.units;
    for (let nth = 0; nth < 12; nth += 1) {
      const id = randomUUID();
      const { data: told } = lawNoticePublished(id, [addressee]) as LawNoticePublished;
      const norm = { ...told.norm, text: '第一条 '.repeat(95_000) };
      await load.record(load.notices, id, { type: 'LawNoticePublished', data: { ...told, norm } });
    }
    await noFaults();
  }, 90_000);

  it('an older version stops at a fact that it does not know, and says which; the newer goes on', async () => {
    const clients = new EventStoreClients(connectionString);
    const units = new EventStoreUnitRegister(clients, settingsOf({ connectionString }), { era: undefined });
    const unit = `bureau-${randomUUID().slice(0, 8)}`;
    await load.record(units, unit, unitRegistered(unit));

    await relays.stop();
    const older = await relays.start(preloaded('relay/older-version'));
    await relays.progress();
    await load.record(units, unit, unitRetired(unit));
    const refuses = async () => (await fetch(`${older.url}/health/ready`)).status === 503;
    await relays.holds('the older one refuses', refuses);
    expect(older.app.output()).toContain(`'UnitRetired.v1' at unit-${unit}@1`);
    const held = await relays.facts();

    await relays.start();
    await relays.holds('the newer one goes on', async () => (await relays.facts()) > held);
    await noFaults();
    await clients.dispose();
  }, 120_000);
});
