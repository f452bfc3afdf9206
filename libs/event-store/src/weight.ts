const OBJECT_BYTES = 32;
const ENTRY_BYTES = 16;

/**
 * About how many bytes of memory a value takes, never less: text is counted at two bytes a character and what two
 * values share is counted twice.
 */
export function weightOf(value: unknown): number {
  if (typeof value === 'string') return OBJECT_BYTES + 2 * value.length;
  if (typeof value !== 'object' || value === null) return 8;
  if (Array.isArray(value)) return ofList(value);
  if (value instanceof Map || value instanceof Set) return ofList([...value]);
  return ofObject(value as Record<string, unknown>);
}

/** By index: this is walked for every new record, and an iterator takes twice the time. */
function ofList(values: readonly unknown[]): number {
  let bytes = OBJECT_BYTES;
  for (let index = 0; index < values.length; index += 1) bytes += ENTRY_BYTES + weightOf(values[index]);
  return bytes;
}

/** By name, for the same reason: a list of its values would be made only to be thrown away. */
function ofObject(values: Readonly<Record<string, unknown>>): number {
  let bytes = OBJECT_BYTES;
  for (const name in values) bytes += ENTRY_BYTES + weightOf(values[name]);
  return bytes;
}
