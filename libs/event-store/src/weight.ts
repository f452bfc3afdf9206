const OBJECT_BYTES = 32;
const ENTRY_BYTES = 16;

/**
 * About how many bytes of memory a value takes, never less: text is counted at two bytes a character and what two
 * values share is counted twice.
 */
export function weightOf(value: unknown): number {
  if (typeof value === 'string') return OBJECT_BYTES + 2 * value.length;
  if (typeof value !== 'object' || value === null) return 8;
  if (value instanceof Map || value instanceof Set || Array.isArray(value)) return OBJECT_BYTES + sum(value);
  return OBJECT_BYTES + sum(Object.values(value));
}

function sum(values: Iterable<unknown>): number {
  let bytes = 0;
  for (const value of values) bytes += ENTRY_BYTES + weightOf(value);
  return bytes;
}
