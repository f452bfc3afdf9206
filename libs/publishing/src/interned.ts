import type { Given } from './routing';

/** Beyond so many different lists they are forgotten, and each that comes is held by its record alone. */
const KEPT = 4_096;

/** Most records name the same few units and are given to the same topics: equal lists are held once. */
function interned<Item>(textOf: (item: Item) => string): (list: readonly Item[]) => readonly Item[] {
  const known = new Map<string, readonly Item[]>();
  return (list) => {
    const text = list.map(textOf).join('\n');
    const same = known.get(text);
    if (same) return same;
    if (known.size >= KEPT) known.clear();
    known.set(text, list);
    return list;
  };
}

export const sharedNames = interned((unitId: string) => unitId);
export const sharedGiven = interned(({ topic, upTo }: Given) => `${topic} ${upTo}`);

export const NOTHING_GIVEN: readonly Given[] = [];
