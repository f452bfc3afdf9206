type Entries<Value> = readonly (readonly [key: string, value: Value])[];
type Node<Value> = readonly (Node<Value> | Entries<Value> | undefined)[];

const WIDTH = 32;
const BITS = 5;
const LEVELS = 3;

/**
 * A map that is never changed: `set` gives another that shares all but a few small arrays with this one. The relay
 * keeps the routing of its last checkpoint beside the one at hand; copying a Map of all records per fact would be dear.
 */
export class RecordMap<Value> {
  private constructor(
    private readonly root: Node<Value>,
    readonly size: number,
  ) {}

  static empty<Value>(): RecordMap<Value> {
    return new RecordMap<Value>([], 0);
  }

  get(key: string): Value | undefined {
    const hash = hashOf(key);
    let node: Node<Value> | undefined = this.root;
    for (let level = 0; level < LEVELS - 1 && node; level++) node = node[slot(hash, level)] as Node<Value> | undefined;
    const entries = node?.[slot(hash, LEVELS - 1)] as Entries<Value> | undefined;
    return entries?.find(([known]) => known === key)?.[1];
  }

  set(key: string, value: Value): RecordMap<Value> {
    const isNew = this.get(key) === undefined;
    return new RecordMap(placed(this.root, { key, value, hash: hashOf(key) }, 0), this.size + (isNew ? 1 : 0));
  }

  /** Every value changed, in one go. */
  mapped(change: (value: Value) => Value): RecordMap<Value> {
    return new RecordMap(changed(this.root, change, 0), this.size);
  }

  /** In an order that depends on the keys alone. */
  *entries(): Generator<readonly [key: string, value: Value]> {
    yield* under(this.root, 0);
  }
}

type Placing<Value> = Readonly<{ key: string; value: Value; hash: number }>;

function placed<Value>(node: Node<Value>, placing: Placing<Value>, level: number): Node<Value> {
  const at = slot(placing.hash, level);
  const copy = node.length === WIDTH ? [...node] : Array.from({ length: WIDTH }, (_, index) => node[index]);
  copy[at] =
    level === LEVELS - 1
      ? withEntry((node[at] ?? []) as Entries<Value>, placing)
      : placed((node[at] ?? []) as Node<Value>, placing, level + 1);
  return copy;
}

function withEntry<Value>(entries: Entries<Value>, { key, value }: Placing<Value>): Entries<Value> {
  const at = entries.findIndex(([known]) => known === key);
  return at < 0 ? [...entries, [key, value]] : entries.map((entry, index) => (index === at ? [key, value] : entry));
}

function changed<Value>(node: Node<Value>, change: (value: Value) => Value, level: number): Node<Value> {
  return node.map((child) => {
    if (child === undefined) return undefined;
    if (level === LEVELS - 1) return (child as Entries<Value>).map(([key, value]) => [key, change(value)] as const);
    return changed(child as Node<Value>, change, level + 1);
  });
}

function* under<Value>(node: Node<Value>, level: number): Generator<readonly [string, Value]> {
  for (const child of node) {
    if (child === undefined) continue;
    if (level === LEVELS - 1) yield* child as Entries<Value>;
    else yield* under(child as Node<Value>, level + 1);
  }
}

const slot = (hash: number, level: number): number => (hash >>> (level * BITS)) % WIDTH;

/** FNV-1a, 32 bits. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
