import { callerAt } from '@fuyuan/platform';
import { LRUCache } from 'lru-cache';

type Attempt = Readonly<{ name: string; address: string }>;

/** How many failures are allowed within a time. */
export type GuessLimits = Readonly<{
  /** Of one name from one address. */
  failures: number;
  /** Of one name from anywhere, and of one address for any name: against guessing spread wide. */
  failuresSpread: number;
  /** Milliseconds. */
  windowMs: number;
}>;

export const GUESS_LIMITS: GuessLimits = { failures: 5, failuresSpread: 50, windowMs: 15 * 60_000 };

/** Counters kept in memory, each some hundred bytes; whoever makes more of them pushes out the least used. */
const REMEMBERED = 20_000;

type Count = Readonly<{ failures: number; until: number }>;

/**
 * Counts failed attempts in memory. An attempt counts from its start, so that many at once do not slip through, and
 * is taken back when it succeeds. Nobody is shut out for ever, and who signed in from a place before is not shut out
 * there by guesses that come from elsewhere, nor by those at other names: a whole court may be behind one address. It
 * knows names, not accounts: whether there is one makes no difference, except to who shares an address with those who
 * signed in from it. A place is an address, or a network of IPv6.
 */
export class GuessLimit {
  private readonly counts = new LRUCache<string, Count>({ max: REMEMBERED });
  /** From where a name has signed in. */
  private readonly homes = new LRUCache<string, true>({ max: REMEMBERED });

  constructor(
    private readonly now: () => number = Date.now,
    private readonly limits: GuessLimits = GUESS_LIMITS,
  ) {}

  /** Counts an attempt, or says in how many seconds one may be made again. */
  begin(attempt: Attempt): number | undefined {
    const watched = this.watchedBy(attempt);
    const waits = watched.flatMap(([key, most]) => {
      const count = this.current(key);
      return count && count.failures >= most ? [Math.ceil((count.until - this.now()) / 1000)] : [];
    });
    if (waits.length > 0) return Math.max(...waits);

    for (const [key] of watched) this.add(key, 1);
    return undefined;
  }

  /** The attempt was no guess: it is forgotten, and what came before it from the same place with it. */
  succeed(attempt: Attempt): void {
    const watched = this.watchedBy(attempt);
    this.counts.delete(bothOf(attempt));
    for (const [key] of watched) if (key !== bothOf(attempt)) this.add(key, -1);
    this.homes.set(bothOf(attempt), true);
  }

  /** The attempt was not looked at: it counts as none. */
  takeBack(attempt: Attempt): void {
    for (const [key] of this.watchedBy(attempt)) this.add(key, -1);
  }

  /** All failures of one name, wherever they came from. */
  forget(name: string): void {
    for (const key of [...this.counts.keys()]) {
      if (key === `name ${name}` || (key.startsWith('both ') && key.endsWith(` ${name}`))) this.counts.delete(key);
    }
  }

  private watchedBy(attempt: Attempt): readonly (readonly [key: string, most: number])[] {
    const { failures, failuresSpread } = this.limits;
    const both = bothOf(attempt);
    // Where one is at home only the guesses at one's own name count against one.
    const most = this.homes.has(both) ? Infinity : failuresSpread;
    return [
      [both, failures],
      [`address ${callerAt(attempt.address)}`, most],
      [`name ${attempt.name}`, most],
    ];
  }

  private add(key: string, failures: number): void {
    const count = this.current(key) ?? { failures: 0, until: this.now() + this.limits.windowMs };
    this.counts.set(key, { ...count, failures: Math.max(0, count.failures + failures) });
  }

  private current(key: string): Count | undefined {
    const count = this.counts.get(key);
    const left = (count?.until ?? 0) - this.now();
    // More than a window is left where the clock was set back.
    return left > 0 && left <= this.limits.windowMs ? count : undefined;
  }
}

/** Neither an address nor the name of an account holds a space. */
const bothOf = ({ name, address }: Attempt): string => `both ${callerAt(address)} ${name}`;
