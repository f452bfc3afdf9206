import type { Schema } from './schema';

/** What a change does to a reader of the older schema, or to one that reads older messages by the newer. */
export type Break = Readonly<{ at: string; what: string }>;

type Pair = Readonly<{ older: Schema; newer: Schema; at: string }>;

/**
 * Everything in which a schema is not what was released under the same version. Messages of a version lie side by side
 * in a topic, so both must hold: an older reader takes the newer messages, a newer reader the older ones. That leaves one
 * change: a further property that need not be there. Descriptions carry the meaning, and changed is changed.
 */
export function breaksOf(older: Schema, newer: Schema, at = 'data'): Break[] {
  const pair = { older, newer, at };
  return [...ofItself(pair), ...ofCodes(pair), ...ofProperties(pair), ...ofParts(pair)];
}

const SAME = ['type', 'format', 'pattern', 'minimum', 'description'] as const;

const ofItself = ({ older, newer, at }: Pair): Break[] =>
  SAME.filter((keyword) => JSON.stringify(older[keyword]) !== JSON.stringify(newer[keyword])).map((keyword) => ({
    at,
    what: `${keyword} was ${JSON.stringify(older[keyword])} and is ${JSON.stringify(newer[keyword])}`,
  }));

function ofCodes({ older, newer, at }: Pair): Break[] {
  if (!older.enum && !newer.enum) return [];
  const [before, now] = [older.enum ?? [], newer.enum ?? []];
  return [
    ...before.filter((code) => !now.includes(code)).map((code) => ({ at, what: `the code '${code}' is gone` })),
    ...now
      .filter((code) => !before.includes(code))
      .map((code) => ({ at, what: `'${code}' is no code that readers know` })),
  ];
}

function ofProperties({ older, newer, at }: Pair): Break[] {
  const [before, now] = [older.properties ?? {}, newer.properties ?? {}];
  const [hadTo, must] = [older.required ?? [], newer.required ?? []];
  return [
    ...Object.entries(before).flatMap(([name, property]) => {
      const same = now[name];
      return same ? breaksOf(property, same, `${at}.${name}`) : [{ at: `${at}.${name}`, what: 'it is gone' }];
    }),
    ...must
      .filter((name) => !hadTo.includes(name))
      .map((name) => ({ at: `${at}.${name}`, what: 'it is newly required' })),
    ...hadTo
      .filter((name) => name in now && !must.includes(name))
      .map((name) => ({ at: `${at}.${name}`, what: 'it is no longer always there' })),
  ];
}

function ofParts({ older, newer, at }: Pair): Break[] {
  const items = breaksOfOne({ at: `${at}[]`, older: older.items, newer: newer.items });
  const [before, now] = [older.anyOf ?? [], newer.anyOf ?? []];
  const length = Math.max(before.length, now.length);
  const choices = Array.from({ length }, (_, index) => breaksOfOne({ at, older: before[index], newer: now[index] }));
  return [...items, ...choices.flat()];
}

type Perhaps = Readonly<{ older: Schema | undefined; newer: Schema | undefined; at: string }>;

function breaksOfOne({ older, newer, at }: Perhaps): Break[] {
  if (older && newer) return breaksOf(older, newer, at);
  if (older) return [{ at, what: `it may no longer be ${JSON.stringify(older.type)}` }];
  return newer ? [{ at, what: `it may now be ${JSON.stringify(newer.type)} too` }] : [];
}
