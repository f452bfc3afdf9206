import type { Fault, Sentence } from './fault';

/** Where a value came from: JSON has types of its own; text (query, path, environment) has none. */
export type Source = 'json' | 'text';

/** The place of a value under a check, and where its faults are gathered. */
export type Place = Readonly<{ field: string; source: Source; faults: Fault[] }>;

/** What OpenAPI is told about a value. */
export type Schema = Readonly<Record<string, unknown>>;

/** The law of one value: what it must be, and the same said to OpenAPI, so that the two cannot part. */
export type Rule<T = unknown> = Readonly<{
  name: string;
  schema: Schema;
  /** Returns the value to keep. Whatever is wrong is added to the faults; the value returned then means nothing. */
  read: (value: unknown, place: Place) => T;
  /** Values of this kind are never shown, neither in a log nor in a message. */
  secret?: true;
}>;

type Scalar<T> = Readonly<{
  name: string;
  schema: Schema;
  /** Says what is wrong with the value, or nothing. */
  check: (value: unknown) => Sentence | undefined;
  /** What a text stands for, before the check. */
  fromText?: (text: string) => unknown;
  /** What is kept of a value that passed. */
  keep?: (value: T) => T;
  secret?: true;
}>;

/** A rule on one value that has no parts. */
export function scalar<T>({ name, schema, check, fromText, keep, secret }: Scalar<T>): Rule<T> {
  const read = (value: unknown, { field, source, faults }: Place): T => {
    const meant = source === 'text' && fromText && typeof value === 'string' ? fromText(value) : value;
    const sentence = check(meant);
    if (sentence) faults.push({ field, ...sentence });
    else if (keep) return keep(meant as T);
    return meant as T;
  };
  return { name, schema, read, ...(secret ? { secret } : {}) };
}

/** Marks a rule among the constraints that class-validator keeps for a property. */
export const isRule = (constraint: unknown): constraint is Rule =>
  typeof constraint === 'object' && constraint !== null && 'read' in constraint && 'schema' in constraint;
