import { connect } from '@fuyuan/kafka';
import { describeWithKafka, runBuilt, startEventStore, startOwnKafka, until, type OwnKafka } from '@fuyuan/testing';
import { chanceOf, seedOf, type Chance } from '../chance';
import { Load } from './load';
import { RelayPair } from './relay-pair';
import { faultsOfTopic } from './topic-order';

/** A hundred in CI; RELAY_KILL_ROUNDS says otherwise. */
const ROUNDS = Number(process.env.RELAY_KILL_ROUNDS ?? (process.env.CI === 'true' ? 100 : 8));
/** In every so many rounds the broker is killed instead. */
const BROKER_EVERY = 8;

describeWithKafka(`kill -9 of relays and of the broker under load, ${ROUNDS} rounds`, () => {
  const silent = () => undefined;
  const log = { error: silent, warn: silent, info: silent, debug: silent };
  let chance: Chance;
  let broker: OwnKafka;
  let store: Awaited<ReturnType<typeof startEventStore>>;
  let load: Load;
  let relays: RelayPair;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    chance = chanceOf(seedOf('relay'));
    broker = await startOwnKafka();
    store = await startEventStore();
    env = {
      KAFKA_BROKERS: broker.brokers.join(','),
      EVENTSTORE_CONNECTION_STRING: store.connectionString,
      RELAY_SESSION_TIMEOUT: '1s',
      LOG_LEVEL: 'warn',
    };
    const topics = await runBuilt('relay/src/topics.cli', { args: ['--apply'], env });
    if (topics.code !== 0) throw new Error(topics.output);
    load = new Load(store.connectionString);
    relays = new RelayPair(env);
    await load.start();
    await relays.start();
    await relays.progress();
  }, 120_000);

  afterAll(async () => {
    await load?.stop();
    await relays?.stop();
    await store?.stop();
    await broker?.stop();
  }, 60_000);

  it(
    'goes on after each',
    async () => {
      for (let round = 1; round <= ROUNDS; round += 1) {
        await until('a moment by chance', elapsed(chance.between(0, 600)));
        if (round % BROKER_EVERY === 0) {
          await broker.kill();
          await broker.restart();
        } else await relays.replace(chance.between(0, 1));
        await relays.progress();
      }
    },
    60_000 + ROUNDS * 15_000,
  );

  it('at the end every fact is exactly once in every topic that owes it, in order', async () => {
    await load.stop();
    await until('all is published', async () => (await relays.facts()) >= load.recorded, 60_000);
    // Let the one that leads end in order, so that nothing is published meanwhile.
    expect(await relays.stop()).toEqual([0, 0]);

    const reconciled = await runBuilt('relay/src/reconcile.cli', { args: ['--json'], env });
    expect(reconciled.output).toMatch(/"isSame": true/);
    expect(JSON.parse(reconciled.output)).toMatchObject({ facts: load.recorded, isSame: true });
    process.stdout.write(`relay: ${ROUNDS} rounds, ${load.recorded} facts\n`);

    const kafka = connect({ brokers: broker.brokers, clientId: 'order', log });
    expect(await faultsOfTopic(kafka, 'court.law-notices.v1')).toEqual([]);
    expect(await faultsOfTopic(kafka, 'procuratorate.units.v1')).toEqual([]);
  }, 120_000);
});

const elapsed = (ms: number): (() => boolean) => {
  const end = performance.now() + ms;
  return () => performance.now() >= end;
};
