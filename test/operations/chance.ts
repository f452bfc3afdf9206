import { createHash } from 'node:crypto';

/** Chance that can be had again: the same seed gives the same numbers. */
export type Chance = Readonly<{
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  oneOf<T>(list: readonly [T, ...T[]]): T;
}>;

export function chanceOf(seed: number): Chance {
  let [digests, digest, at] = [0, Buffer.alloc(0), 0];
  const next = (): number => {
    if (at === digest.length) {
      digest = createHash('sha256').update(`${seed}:${digests++}`).digest();
      at = 0;
    }
    at += 4;
    return digest.readUInt32BE(at - 4) / 2 ** 32;
  };
  return {
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    oneOf: <T>(list: readonly [T, ...T[]]) => list[Math.floor(next() * list.length)] as T,
  };
}

/** The seed of this run: OPERATIONS_SEED, else the clock. Printed, so that a failure can be had again. */
export function seedOf(what: string): number {
  const seed = Number(process.env['OPERATIONS_SEED'] ?? Date.now() % 2 ** 31);
  process.stdout.write(`${what}: OPERATIONS_SEED=${seed}\n`);
  return seed;
}
