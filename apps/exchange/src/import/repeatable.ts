import { createHash } from 'node:crypto';

/** A request's body as it is sent, and the key under which it may be repeated. */
export type Repeatable = Readonly<{ key: string; body: string }>;

/**
 * What says the same always has the same body and the same key, in this version and in later ones: only what is said
 * is written, in the order of the names, so that a field that is added to a request one day changes nothing for rows
 * that do not use it. `about` is part of the key alone: the record that the body does not name.
 */
export function repeatable(said: object, about = ''): Repeatable {
  const body = JSON.stringify(canonical(said));
  return { key: createHash('sha256').update(about).update(body).digest('hex'), body };
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;

  const said = Object.entries(value).filter(([, part]) => !isUnsaid(part));
  return Object.fromEntries(said.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, part]) => [name, canonical(part)]));
}

const isUnsaid = (part: unknown): boolean =>
  part === null || part === undefined || (Array.isArray(part) && part.length === 0);
