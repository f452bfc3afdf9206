const SEED = 0x9747b28c;
const M = 0x5bd1e995;

/** Asked for each message of a record, and those often follow one another. */
let last = { key: '', hash: murmur2(Buffer.alloc(0)) & 0x7fffffff };

/**
 * What decides on the partition of a key, as Kafka's own clients reckon it (murmur2, 32 bits, without the sign): the rest
 * by the number of partitions. kafkajs comes to the same by way of objects for numbers of 64 bits, which costs a hundred
 * times as much.
 */
export function hashOf(key: string): number {
  if (key !== last.key) last = { key, hash: murmur2(Buffer.from(key)) & 0x7fffffff };
  return last.hash;
}

function murmur2(key: Buffer): number {
  let hash = SEED ^ key.length;
  const whole = key.length & ~3;
  for (let at = 0; at < whole; at += 4) {
    const mixed = Math.imul(key.readInt32LE(at), M);
    hash = Math.imul(hash, M) ^ Math.imul(mixed ^ (mixed >>> 24), M);
  }
  if (whole < key.length) {
    for (let at = key.length - 1; at >= whole; at -= 1) hash ^= (key[at] as number) << (8 * (at - whole));
    hash = Math.imul(hash, M);
  }
  hash = Math.imul(hash ^ (hash >>> 13), M);
  return hash ^ (hash >>> 15);
}
