import { createHash } from 'node:crypto';
import { Problem } from '@fuyuan/platform';

/** Where a page ends: what its last row is sorted by, in the order of the sorting. */
export type Keys = readonly (string | number)[];

/** What is asked, whoever asks it: names with plain values. Two that differ in anything are two questions. */
export type Question = Readonly<Record<string, unknown>>;

const LONGEST = 2_000;

/**
 * A place in the answer to one question, and to no other. It holds no secret and opens nothing: whatever is asked with
 * it is still asked of what the asker may see. So a digest is enough, which any process of a read side can check.
 */
export function cursorOf(question: Question, keys: Keys): string {
  const asked = digest(question);
  return Buffer.from(JSON.stringify([asked, keys, digest([asked, keys])])).toString('base64url');
}

/** Errors: Problem `cursor-damaged`, `cursor-of-another-query`. */
export function keysIn(question: Question, cursor: string): Keys {
  const [asked, keys, seal] = partsOf(cursor);
  if (!Array.isArray(keys) || seal !== digest([asked, keys])) throw new Problem('cursor-damaged');
  if (asked !== digest(question)) throw new Problem('cursor-of-another-query');
  return keys as Keys;
}

/**
 * Rows that were come upon by several ways, each in the order of a list, as one list in which each row stands once: of
 * rows with the same keys the first.
 */
export function mergedInOrder<Row>(
  found: readonly (readonly Row[])[],
  order: 'asc' | 'desc',
  keysOf: (row: Row) => Keys,
): Row[] {
  const [only, ...others] = found;
  if (only && others.length === 0) return [...only];
  const rows = new Map(found.flat().map((row) => [JSON.stringify(keysOf(row)), row]));
  const sign = order === 'asc' ? 1 : -1;
  return [...rows.values()].sort((one, other) => sign * compared(keysOf(one), keysOf(other)));
}

function compared(one: Keys, other: Keys): number {
  const at = one.findIndex((key, nth) => key !== other[nth]);
  const [mine, theirs] = [one[at], other[at]];
  if (mine === undefined || theirs === undefined) return 0;
  return mine < theirs ? -1 : 1;
}

function partsOf(cursor: string): readonly unknown[] {
  try {
    const parts: unknown = cursor.length > LONGEST ? [] : JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}

const digest = (said: unknown): string => createHash('sha256').update(canonical(said)).digest('base64url').slice(0, 16);

/** JSON with the names of each object in order, and without what was not said. */
const canonical = (said: unknown): string =>
  JSON.stringify(said, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
