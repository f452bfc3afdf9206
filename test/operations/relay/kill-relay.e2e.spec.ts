import { describeWithKafka, runBuilt, startEventStore, startOwnKafka, until, type OwnKafka } from '@fuyuan/testing';
import { chanceOf, seedOf, type Chance } from '../chance';
import { preloaded } from '../running/preload';
import { elapsed } from '../running/until';
import { Load } from './load';
import { faultsOf } from './reconciled';
import { Relays, type Member } from './relays';
import { STEPS } from './steps';

/** RELAY_KILL_ROUNDS says otherwise; with two for each of the STEPS every one has its turn in one run. */
const ROUNDS = Number(process.env.RELAY_KILL_ROUNDS ?? 24);
/** In every so many pairs of rounds the broker is killed as well. */
const BROKER_EVERY = 10;

/**
 * Three relays stand: one leads; the next will die at a step of its own, once it leads; the third is whole. A pair of
 * rounds ends the first at a moment by chance, lets the second die, and sees the third publish.
 */
describeWithKafka(`relays and a broker that are killed under load, ${ROUNDS} rounds`, () => {
  let chance: Chance;
  let broker: OwnKafka;
  let store: Awaited<ReturnType<typeof startEventStore>>;
  let load: Load;
  let relays: Relays;
  let env: NodeJS.ProcessEnv;
  const done = new Map<string, number>();
  const count = (what: string) => done.set(what, (done.get(what) ?? 0) + 1);

  beforeAll(async () => {
    chance = chanceOf(seedOf('relay'));
    broker = await startOwnKafka();
    store = await startEventStore();
    env = {
      KAFKA_BROKERS: broker.brokers.join(','),
      EVENTSTORE_CONNECTION_STRING: store.connectionString,
      RELAY_SESSION_TIMEOUT: '1s',
      KAFKA_PARTITIONS: '3',
      LOG_LEVEL: 'warn',
    };
    const topics = await runBuilt('relay/src/topics.cli', { args: ['--apply'], env });
    if (topics.code !== 0) throw new Error(topics.output);
    load = new Load(store.connectionString);
    relays = new Relays(env);
    await load.start();
  }, 120_000);

  afterAll(async () => {
    await load?.stop();
    await relays?.stop();
    await store?.stop();
    await broker?.stop();
  }, 60_000);

  /** Ends the one that leads, in one of the ways in which relays end. */
  const endLeader = async (leader: Member): Promise<void> => {
    const way = chance.oneOf(['kill', 'kill', 'kill', 'stop', 'freeze']);
    count(way);
    if (way === 'stop') expect(await relays.end(leader, 'SIGTERM')).toBe(0);
    else if (way === 'freeze') {
      // It is taken for dead, and wakes in the middle of a transaction while another leads.
      process.kill(leader.app.pid, 'SIGSTOP');
      relays.forget(leader);
      await until('it is missed', elapsed(1_500));
      process.kill(leader.app.pid, 'SIGCONT');
      await until('it has done its worst', elapsed(chance.between(0, 300)));
      await leader.app.stop('SIGKILL');
    } else await relays.end(leader, 'SIGKILL');
  };

  const restartBroker = async (): Promise<void> => {
    count('broker');
    await broker.kill();
    await broker.restart();
  };
  const died = async (doomed: Member, at: string): Promise<void> => {
    let how: unknown;
    void doomed.app.ended.then((ended) => (how = ended));
    await relays.holds(`one died at '${at}'`, () => how !== undefined);
    expect([at, how]).toEqual([at, 'SIGKILL']);
    relays.forget(doomed);
    count('at a step');
  };

  it(
    'go on after each',
    async () => {
      const doomedTo = (at: string) => relays.start({ ...preloaded('relay/dies-at'), DIES_AT: at });
      // Fewer rounds begin elsewhere each time, so that every step has its turn in some run.
      const first = ROUNDS < STEPS.length * 2 ? chance.between(0, STEPS.length - 1) : 0;
      const stepOf = (pair: number) => STEPS[(first + pair - 1) % STEPS.length] ?? '';
      const begun = performance.now();
      let leader = await relays.start();
      await relays.up(leader);
      let doomed = await doomedTo(stepOf(1));
      await relays.progress();
      for (let pair = 1; pair * 2 <= ROUNDS; pair += 1) {
        // The elder leads: each is started when the one before it stands. While they start, others end.
        await relays.up(doomed);
        const whole = await relays.start();
        if (pair % BROKER_EVERY === 0) await restartBroker();
        await until('a moment by chance', elapsed(chance.between(0, 500)));
        await endLeader(leader);
        await load.turnFeed();
        await relays.up(whole);
        const next = await doomedTo(stepOf(pair + 1));
        await died(doomed, stepOf(pair));
        [leader, doomed] = [whole, next];
        await relays.progress();
      }
      await relays.end(doomed, 'SIGKILL');
      process.stdout.write(
        `relay: ${ROUNDS} rounds from '${stepOf(1)}' in ${Math.round((performance.now() - begun) / 1000)} s\n`,
      );
    },
    60_000 + ROUNDS * 10_000,
  );

  it('at the end every fact is exactly once in every topic that owes it, in order', async () => {
    expect(await faultsOf({ load, relays, env, brokers: broker.brokers })).toEqual([]);
    const told = [...done].map(([what, times]) => `${times} ${what}`).join(', ');
    process.stdout.write(`relay: ${told}; ${load.recorded} facts\n`);
    expect(await relays.stop()).toEqual([0]);
  }, 300_000);
});
