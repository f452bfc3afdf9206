const OBJECT_BYTES = 32;
const ENTRY_BYTES = 16;

/**
 * About how many bytes of memory a value takes, never less: text is counted at two bytes a character and what two
 * values share is counted twice.
 */
export function weightOf(value: unknown): number {
  if (typeof value === 'string') return OBJECT_BYTES + 2 * value.length;
  if (typeof value !== 'object' || value === null) return 8;
  if (Array.isArray(value)) return OBJECT_BYTES + sum(value);
  if (value instanceof Map || value instanceof Set) return OBJECT_BYTES + sum([...value]);
  return OBJECT_BYTES + sum(Object.values(value));
}

/** By index: this is walked for every new record, and an iterator takes twice the time. */
function sum(values: readonly unknown[]): number {
  let bytes = 0;
  for (let index = 0; index < values.length; index += 1) bytes += ENTRY_BYTES + weightOf(values[index]);
  return bytes;
}
