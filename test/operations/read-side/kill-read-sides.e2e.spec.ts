import { describeWithKafka, describeWithPostgres, until } from '@fuyuan/testing';
import { chanceOf, seedOf, type Chance } from '../chance';
import { elapsed } from '../running/until';
import { Load } from './load';
import { READERS, Town } from './town';
import { caughtUp, faultsOf } from './verified';

const ROUNDS = Number(process.env['READ_SIDE_KILL_ROUNDS'] ?? 20);
/** So often it is seen in between that everything comes to everyone. */
const LOOK_EVERY = 10;
/** The database may go away at each of them. */
const MOST_STARTS = 8;

/** Of ten rounds, so many for each; the broker takes longest to come back. */
const VICTIMS = [
  ...READERS,
  ...(['government', 'relay', 'relay', 'database', 'database', 'database', 'broker'] as const),
] as const;
type Victim = (typeof VICTIMS)[number];

describeWithKafka(
  `read sides, the relay, the broker and the database that are killed under load, ${ROUNDS} rounds`,
  () => {
    describeWithPostgres('from Kafka into PostgreSQL', () => {
      const town = new Town();
      const done = new Map<string, number>();
      const count = (what: string) => done.set(what, (done.get(what) ?? 0) + 1);
      let chance: Chance;
      let load: Load;

      beforeAll(async () => {
        chance = chanceOf(seedOf('read sides'));
        await town.start();
        load = await Load.settle(town, chance);
        await Promise.all(READERS.map((reader) => town.run(reader)));
        load.begin();
      }, 120_000);
      afterAll(async () => {
        await load?.rest();
        await town.stop();
      }, 60_000);

      /** One that ended at its start, because something that it needs was away, is started again, as whoever runs it would. */
      const stands = async (name: 'relay' | (typeof READERS)[number]): Promise<void> => {
        for (let starts = 0; starts < MOST_STARTS; starts += 1) {
          const member = town.member(name);
          const problem = await member.ready().then(
            () => undefined,
            (error: Error) => error,
          );
          if (problem === undefined) return;
          if (!member.isGone || member.gaveUp !== undefined) throw problem;
          count('started again');
          await town.begin(name);
        }
        throw new Error(`${name} does not come up.`);
      };

      const strike = async (victim: Victim): Promise<void> => {
        count(victim);
        if (victim === 'database' || victim === 'broker') {
          const server = victim === 'broker' ? town.broker : town.postgres;
          await server.kill();
          return server.restart();
        }
        const member = town.member(victim);
        if (member.gaveUp !== undefined) throw new Error(member.gaveUp);
        await member.end('SIGKILL');
        await town.begin(victim);
      };

      const everyoneStands = async () => {
        const tried = await Promise.allSettled(([...READERS, 'relay'] as const).map(stands));
        for (const one of tried) if (one.status === 'rejected') throw one.reason;
      };

      it(
        'go on after each',
        async () => {
          const begun = performance.now();
          for (let round = 0, deck: Victim[] = []; round < ROUNDS; round += 1) {
            if (deck.length === 0) deck = shuffled(VICTIMS, chance);
            const victim = deck.pop() ?? 'court';
            // Every fourth is killed while it starts, or while others do.
            const isServer = victim === 'database' || victim === 'broker';
            if (chance.between(1, 4) > 1) await (isServer ? everyoneStands() : stands(victim));
            await until('a moment by chance', elapsed(chance.between(0, 300)));
            await strike(victim);
            if ((round + 1) % LOOK_EVERY > 0) continue;
            await everyoneStands();
            expect(await caughtUp(town, load)).toEqual([]);
          }
          const told = [...done].map(([what, times]) => `${times} ${what}`).join(', ');
          process.stdout.write(`read sides: ${ROUNDS} rounds in ${seconds(begun)} s: ${told}\n`);
        },
        60_000 + ROUNDS * 12_000,
      );

      it('at the end log, topics and every view of every side are the same', async () => {
        const begun = performance.now();
        await everyoneStands();
        expect(await faultsOf(town, load)).toEqual([]);
        const { length } = load.people.book.receipts();
        process.stdout.write(
          `read sides: ${length} acts, ${load.notices.length} notices, verified in ${seconds(begun)} s\n`,
        );
        expect(length).toBeGreaterThan(ROUNDS);
      }, 180_000);
    });
  },
);

const seconds = (begun: number): number => Math.round((performance.now() - begun) / 1000);

function shuffled<T>(list: readonly T[], chance: Chance): T[] {
  const keyed = list.map((one) => [chance.between(0, 1e6), one] as const);
  return keyed.sort(([one], [other]) => one - other).map(([, one]) => one);
}
