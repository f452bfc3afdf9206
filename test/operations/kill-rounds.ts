import type { ActBook, Entry } from './act-book';
import { Callers } from './callers';
import type { Chance } from './chance';
import { repeat, settle } from './repeat';
import type { World } from './worlds';

const CALLERS = 12;

/** `unanswered`: acts that were under way when the process was killed. */
export type Round = Readonly<{ faults: string[]; recorded: number; unanswered: number }>;

/** One round: callers at work, a kill at a random moment of it, a restart, and every act of the round said again. */
export async function killRound(world: World, callers: Callers, chance: Chance): Promise<Round> {
  const { town, book } = world;
  const before = book.entries.length;
  const killed = await workUntilKilled(world, callers, chance);
  await world.recover();

  const round = book.entries.slice(before);
  const unanswered = round.filter(({ outcome }) => outcome === 'unsettled').length;
  const faults = [
    ...(killed ? [] : ['the callers stopped before anything was killed']),
    ...(await repeat(town, round.filter(staysAnswered(world)))),
    ...(await settle(town, book)),
    ...book.scandals,
  ];
  return { faults, unanswered, recorded: round.filter(({ outcome }) => outcome === 'recorded').length };
}

async function workUntilKilled(world: World, callers: Callers, chance: Chance): Promise<boolean> {
  const answersFirst = chance.between(5, 150);
  let crash: Promise<void> | undefined;

  await callers.work(CALLERS, (answers) => {
    if (answers < answersFirst || crash) return;
    // A moment of the clock, not of an answer: else all kills would fall into one phase of the callers.
    crash = new Promise((resolve) => {
      setTimeout(
        () => {
          resolve(world.crash());
          callers.stop();
        },
        chance.between(0, 5),
      );
    });
  });
  await crash;
  return crash !== undefined;
}

/** Every act of every round, once more. */
export const repeatEverything = ({ town, book, ...world }: World): Promise<string[]> =>
  repeat(town, book.entries.filter(staysAnswered(world)));

/**
 * A receipt is for ever. That a record said so already is not stored (docs/adr/0004), so that answer holds as long
 * as the record does not go on to say something else; the shared notices are corrected all the time, and a referral
 * goes on by its course.
 */
const staysAnswered =
  ({ shared }: Pick<World, 'shared'>) =>
  ({ outcome, act }: Entry): boolean =>
    outcome === 'recorded' ||
    (outcome === 'unchanged' && ![...shared, '/referrals/'].some((part) => act.path.includes(part)));

/** Streams that the callers were told of. */
export const streamsOf = (book: ActBook): Set<string> => new Set(book.receipts().map(({ stream }) => stream));
