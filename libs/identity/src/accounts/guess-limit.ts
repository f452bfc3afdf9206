import { LRUCache } from 'lru-cache';

type Attempt = Readonly<{ name: string; address: string }>;

/** Within these milliseconds so many failures are allowed. */
export const WINDOW = 15 * 60_000;
/** Of one name from one address. */
export const FAILURES = 5;
/** Of one name from anywhere, and of one address for any name: against guessing spread wide. */
const FAILURES_SPREAD = 50;

/**
 * Counts failed attempts in memory. An attempt counts from its start, so that many at once do not slip through, and
 * is taken back when it succeeds.
 */
export class GuessLimit {
  private readonly counts = new LRUCache<string, { failures: number; until: number }>({ max: 20_000 });

  constructor(private readonly now: () => number = Date.now) {}

  /** Counts an attempt, or says in how many seconds one may be made again. */
  begin(attempt: Attempt): number | undefined {
    const limits = limitsOf(attempt);
    const waits = limits.flatMap(([key, most]) => {
      const count = this.current(key);
      return count && count.failures >= most ? [Math.ceil((count.until - this.now()) / 1000)] : [];
    });
    if (waits.length > 0) return Math.max(...waits);

    for (const [key] of limits) this.add(key, 1);
    return undefined;
  }

  /** The attempt was no guess: it is forgotten, and what came before it from the same place with it. */
  succeed(attempt: Attempt): void {
    const [[pair], ...spread] = limitsOf(attempt);
    this.counts.delete(pair);
    for (const [key] of spread) this.add(key, -1);
  }

  /** All failures of one name, wherever they came from. */
  forget(name: string): void {
    for (const key of [...this.counts.keys()]) if (key.endsWith(` ${name}`)) this.counts.delete(key);
  }

  private add(key: string, failures: number): void {
    const count = this.current(key) ?? { failures: 0, until: this.now() + WINDOW };
    this.counts.set(key, { ...count, failures: Math.max(0, count.failures + failures) });
  }

  private current(key: string): { failures: number; until: number } | undefined {
    const count = this.counts.get(key);
    return count && count.until > this.now() ? count : undefined;
  }
}

type Limit = readonly [key: string, most: number];

const limitsOf = ({ name, address }: Attempt): readonly [Limit, Limit, Limit] => [
  [`both ${address} ${name}`, FAILURES],
  [`name ${name}`, FAILURES_SPREAD],
  [`address ${address}`, FAILURES_SPREAD],
];
