import { createHash } from 'node:crypto';
import type { Consumer } from './consumer';
import type { Strategy } from './group-settings';
import { streamOf, type Message } from './message';

/** Numbers that stay with a consumer for as long as it takes part. */
const seeds = new WeakMap<Consumer, number>();
let nextSeed = 0;

/**
 * Who gets the message: the one who waited longest (RoundRobin), the one who came first (DispatchToSingle), or the one
 * who gets everything of its stream (Pinned). `consumers` are in the order of joining; a served one goes to the end
 * of `turns`. Undefined when the right one has its hands full.
 */
export function choose(
  strategy: Strategy,
  { consumers, turns }: { consumers: ReadonlySet<Consumer>; turns: readonly Consumer[] },
  message: Message,
): Consumer | undefined {
  switch (strategy) {
    case 'RoundRobin':
      return turns.find((consumer) => consumer.canTake(message));
    case 'DispatchToSingle':
      return [...consumers].find((consumer) => consumer.canTake(message));
    case 'Pinned': {
      const pinned = pinnedTo(consumers, streamOf(message));
      return pinned?.canTake(message) ? pinned : undefined;
    }
  }
}

/** Rendezvous hashing: who comes or goes moves only the streams that must move. */
function pinnedTo(consumers: ReadonlySet<Consumer>, stream: string): Consumer | undefined {
  let best: { consumer: Consumer; weight: number } | undefined;
  for (const consumer of consumers) {
    const weight = createHash('md5')
      .update(`${seedOf(consumer)}:${stream}`)
      .digest()
      .readUInt32LE(0);
    if (!best || weight > best.weight) best = { consumer, weight };
  }
  return best?.consumer;
}

function seedOf(consumer: Consumer): number {
  const seed = seeds.get(consumer) ?? nextSeed++;
  seeds.set(consumer, seed);
  return seed;
}
