import { disordersOf, faultsOf } from './audit';
import { Callers } from './callers';
import { chanceOf, seedOf } from './chance';
import { historiesOf } from './histories';
import { killRound, repeatEverything, streamsOf, type Round } from './kill-rounds';
import { doublyWon } from './referral-courses';
import { ofActs, ofTheExchange, wholeLogOf } from './whole-log';
import type { World } from './worlds';

/** `undefined` is the sending itself. */
const EVERY_WAY = [
  ...[undefined, 'deliver', 'sign-for', 'accept', 'return', 'forward', 'report-progress', 'urge'],
  ...['request-extension', 'grant-extension', 'conclude', 'send-back', 'confirm', 'close', 'reopen'],
];

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
      callers = new Callers(world, chance);
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

    it('acted on referrals in every way, and of two acts at once never both were recorded', () => {
      const acts = world.book.of('recorded').map(({ act }) => act.path);
      const done = new Set(acts.filter((path) => path.startsWith('/v1/referrals')).map((path) => path.split('/')[4]));
      expect([...done]).toEqual(expect.arrayContaining(EVERY_WAY));
      const { contests } = callers.referrals;
      process.stdout.write(`${what}: ${contests.length} contests of two acts at once\n`);
      expect(contests.length).toBeGreaterThan(0);
      expect(doublyWon(contests)).toEqual([]);
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
      const whole = await wholeLogOf(log);
      expect(faultsOf(ofActs(whole), book.receipts())).toEqual([]);
      expect(disordersOf(ofTheExchange(whole))).toEqual([]);
    });
  });
}

const numbered = (rounds: number): number[] => Array.from({ length: rounds }, (_, index) => index + 1);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
