import { createHash, randomInt } from 'node:crypto';

/** Chance that can be had again: the seed is printed, and SEED in the environment sets it. */
export function seededRandom(what: string) {
  const seed = process.env['SEED'] ?? String(randomInt(2 ** 31));
  process.stderr.write(`${what}: SEED=${seed}\n`);
  let drawn = 0;
  const block = () => createHash('sha256').update(`${seed}:${drawn++}`).digest();

  return {
    bytes(count: number): Buffer {
      const blocks = Array.from({ length: Math.ceil(count / 32) }, block);
      return Buffer.concat(blocks).subarray(0, count);
    },
    /** A whole number from 0 to `limit` - 1. */
    below: (limit: number): number => block().readUInt32LE(0) % limit,
  };
}
