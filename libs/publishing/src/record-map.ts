import { packedKey, unpackedKey } from './packed-key';

/** Keys and values in turns: a pair of its own for each would take as much again. */
type Entries = readonly unknown[];
type Node = readonly (Node | Entries | undefined)[];

const WIDTH = 32;
const BITS = 5;
const LEVELS = 3;

/**
 * A map that is never changed: `set` gives another that shares all but a few small arrays with this one. The relay
 * keeps the routing of its last checkpoint beside the one at hand; copying a Map of all records per fact would be dear.
 */
export class RecordMap<Value> {
  private constructor(
    private readonly root: Node,
    readonly size: number,
  ) {}

  static empty<Value>(): RecordMap<Value> {
    return new RecordMap<Value>([], 0);
  }

  get(key: string): Value | undefined {
    const packed = packedKey(key);
    const entries = leafOf(this.root, hashOf(key));
    const at = entries ? placeOf(entries, packed) : -1;
    return at < 0 ? undefined : (entries?.[at + 1] as Value);
  }

  set(key: string, value: Value): RecordMap<Value> {
    const packed = packedKey(key);
    const hash = hashOf(key);
    const before = leafOf(this.root, hash);
    const leaf = withEntry(before ?? [], packed, value);
    const size = this.size + (leaf.length > (before?.length ?? 0) ? 1 : 0);
    return new RecordMap<Value>(placed(this.root, hash, leaf, 0), size);
  }

  /** Every value changed, in one go. */
  mapped(change: (value: Value) => Value): RecordMap<Value> {
    return new RecordMap<Value>(changed(this.root, change as (value: unknown) => unknown, 0), this.size);
  }

  /** In an order that depends on the keys alone, and on when each came first. */
  *entries(): Generator<readonly [key: string, value: Value]> {
    for (const leaf of leaves(this.root, 0)) {
      for (let at = 0; at < leaf.length; at += 2) yield [unpackedKey(leaf[at] as string), leaf[at + 1] as Value];
    }
  }
}

function leafOf(root: Node, hash: number): Entries | undefined {
  let node: Node | undefined = root;
  for (let level = 0; level < LEVELS - 1 && node; level++) node = node[slot(hash, level)] as Node | undefined;
  return node?.[slot(hash, LEVELS - 1)];
}

function placeOf(entries: Entries, key: string): number {
  for (let at = 0; at < entries.length; at += 2) if (entries[at] === key) return at;
  return -1;
}

function withEntry(entries: Entries, key: string, value: unknown): Entries {
  const at = placeOf(entries, key);
  if (at < 0) return [...entries, key, value];
  const copy = entries.slice();
  copy[at + 1] = value;
  return copy;
}

function placed(node: Node, hash: number, leaf: Entries, level: number): Node {
  const at = slot(hash, level);
  const copy = node.length === WIDTH ? node.slice() : new Array<Node[number]>(WIDTH).fill(undefined);
  copy[at] = level === LEVELS - 1 ? leaf : placed((node[at] ?? []) as Node, hash, leaf, level + 1);
  return copy;
}

function changed(node: Node, change: (value: unknown) => unknown, level: number): Node {
  return node.map((child) => {
    if (child === undefined) return undefined;
    if (level < LEVELS - 1) return changed(child as Node, change, level + 1);
    return (child as Entries).map((one, at) => (at % 2 === 0 ? one : change(one)));
  });
}

function* leaves(node: Node, level: number): Generator<Entries> {
  for (const child of node) {
    if (child === undefined) continue;
    if (level === LEVELS - 1) yield child as Entries;
    else yield* leaves(child as Node, level + 1);
  }
}

const slot = (hash: number, level: number): number => (hash >>> (level * BITS)) % WIDTH;

/**
 * FNV-1a, 32 bits, of the key as it is: the order of the entries is that of messages which a checkpoint may have cut
 * through, and stays what it was.
 */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
