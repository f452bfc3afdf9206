import { Problem } from '../problem/problem';

/** How large the parts of a JSON body may be. What a class says of its own lists is narrower, and checked later. */
export type JsonLimits = Readonly<{
  /** Objects and lists within each other, the outermost counted. */
  depth: number;
  /** Items of one list. */
  items: number;
  /** Members of one object. */
  members: number;
}>;

export const JSON_LIMITS: JsonLimits = { depth: 32, items: 10_000, members: 1_000 };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/**
 * Refuses a body that is deeper or wider than allowed, and one in which an object has the same name twice: RFC 8259, 4,
 * leaves open which of the two is meant, and a proxy that checks the first would let the second through.
 * `bytes` are those from which `value` was read. Throws Problem: `body-too-complex`, `repeated-member`.
 */
export function checkJson(bytes: Buffer, value: unknown, limits: JsonLimits): void {
  // Reading keeps one of two members of a name, so that fewer are kept than were written.
  if (membersOf(value, limits, 1) < colonsOutsideTexts(bytes)) throw new Problem('repeated-member');
}

/** The members of all objects within. Goes no deeper than allowed, so that its own depth is bounded as well. */
function membersOf(value: unknown, limits: JsonLimits, depth: number): number {
  if (!isObject(value)) return 0;
  if (depth > limits.depth) throw tooComplex('depth', limits.depth);
  const isList = Array.isArray(value);
  const parts: readonly unknown[] = isList ? value : Object.values(value);
  const kind = isList ? 'items' : 'members';
  if (parts.length > limits[kind]) throw tooComplex(kind, limits[kind]);

  let members = isList ? 0 : parts.length;
  for (const part of parts) if (isObject(part)) members += membersOf(part, limits, depth + 1);
  return members;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** In JSON that is well formed, a colon outside a text stands after the name of a member and nowhere else. */
function colonsOutsideTexts(bytes: Buffer): number {
  let colons = 0;
  let inText = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) inText = !inText;
    else if (byte === BACKSLASH) at += 1;
    else if (byte === COLON && !inText) colons += 1;
  }
  return colons;
}

const tooComplex = (limit: string, most: number): Problem =>
  new Problem('body-too-complex', { values: { most }, members: { limit, most } });
