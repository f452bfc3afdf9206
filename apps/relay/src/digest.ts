import { createHash } from 'node:crypto';

/** What a message says, for comparing: the same whatever topic, partition or offset it lies at. */
export type Said = Readonly<{ key: string; value: string }>;

type Line = { count: number; hash: string };

/** Of one stream or topic: how many messages, and a hash of them all in their order. */
export type Count = Readonly<Line>;

const NOTHING = '';

/**
 * Messages of one topic by count and rolling hash, for each stream (its key) in order, and for the topic: there the
 * order among streams is no matter, so that its hash is made of those of its streams.
 */
export class TopicDigest {
  private readonly streams = new Map<string, Line>();
  private total = 0;

  add({ key, value }: Said): void {
    let line = this.streams.get(key);
    if (!line) this.streams.set(key, (line = { count: 0, hash: NOTHING }));
    line.count += 1;
    line.hash = createHash('sha256').update(line.hash).update(value).digest('base64');
    this.total += 1;
  }

  stream(key: string): Count | undefined {
    return this.streams.get(key);
  }

  get keys(): Iterable<string> {
    return this.streams.keys();
  }

  get topic(): Count {
    const hash = createHash('sha256');
    for (const key of [...this.streams.keys()].sort()) hash.update(`${key}\n${this.streams.get(key)?.hash}\n`);
    return { count: this.total, hash: hash.digest('base64') };
  }
}

/** A stream that is not the same: how many messages the topic should hold of it, and how many it does. */
export type Difference = Readonly<{ topic: string; key: string; owed: number; held: number }>;

/** The first difference by stream, in the order of their names; none when all is the same. */
export function firstDifference(topic: string, owed: TopicDigest, held: TopicDigest): Difference | undefined {
  for (const key of [...new Set([...owed.keys, ...held.keys])].sort()) {
    const [should, does] = [owed.stream(key), held.stream(key)];
    if (should?.hash === does?.hash) continue;
    return { topic, key, owed: should?.count ?? 0, held: does?.count ?? 0 };
  }
  return undefined;
}
