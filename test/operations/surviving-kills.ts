import { faultsOf } from './audit';
import { Callers } from './callers';
import { chanceOf, seedOf } from './chance';
import { historiesOf } from './histories';
import { killRound, repeatEverything, streamsOf, type Round } from './kill-rounds';
import { wholeLogOf } from './whole-log';
import type { World } from './worlds';

/** The story of the kills, told of one arrangement of processes. */
export function describeKills(what: string, rounds: number, open: () => Promise<World>): void {
  const seed = seedOf(what);

  describe(`kill -9 of ${what} under load`, () => {
    const chance = chanceOf(seed);
    const told: Round[] = [];
    let world: World;
    let callers: Callers;

    beforeAll(async () => {
      world = await open();
      callers = new Callers(world.town, world.book, chance, world.shared);
    }, 60_000);
    afterAll(async () => world?.close());

    it.each(numbered(rounds))('round %i: every act gets its first answer again', async () => {
      const round = await killRound(world, callers, chance);
      told.push(round);
      expect(round.faults).toEqual([]);
    });

    it('killed in the middle of work, not beside it', () => {
      const [recorded, unanswered] = [sum(told.map((r) => r.recorded)), sum(told.map((r) => r.unanswered))];
      process.stdout.write(`${what}: ${told.length} kills, ${recorded} acts recorded, ${unanswered} under way\n`);
      expect(told).toHaveLength(rounds);
      expect(recorded).toBeGreaterThan(rounds);
      expect(unanswered).toBeGreaterThan(rounds);
    });

    it('at the end every act of every round still gets its first answer', async () =>
      expect(await repeatEverything(world)).toEqual([]));

    it('the histories hold what was acknowledged, once, in order, and nothing else', async () => {
      const { town, book } = world;
      expect(faultsOf(await historiesOf(town, streamsOf(book)), book.receipts())).toEqual([]);
    });

    it('ends in order, and the log itself holds what was acknowledged, once, and nothing else', async () => {
      const { book, log } = world;
      expect(await world.end()).toEqual(world.exitsInOrder);
      expect(faultsOf(await wholeLogOf(log), book.receipts())).toEqual([]);
    });
  });
}

const numbered = (rounds: number): number[] => Array.from({ length: rounds }, (_, index) => index + 1);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
