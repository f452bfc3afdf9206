const NAMES = [
  'authorization',
  'proxy-authorization',
  'password',
  'passwordHash',
  'token',
  'accessToken',
  'refreshToken',
  'cookie',
  'set-cookie',
];
/** Whatever has one of these names, in any case of letters, is left out of every line. */
const SECRET = new RegExp(`^(${NAMES.join('|')})$`, 'i');
const CENSORED = '[redacted]';

/** The same for what a child of the log says in every line: pino shows that to serializers only, by exact name. */
export const censors = Object.fromEntries(NAMES.map((name) => [name, () => CENSORED]));

/** Levels of objects within objects that are looked through. */
const DEPTH = 5;

/**
 * The same facts without what must not be read. Runs for every line and mostly finds nothing: it copies only what it
 * must. (Pino's own redaction with wildcards costs ten times the line itself.)
 */
export function withoutSecrets<T extends object>(facts: T, depth = DEPTH): T {
  let copy: Record<string, unknown> | undefined;
  for (const [name, fact] of Object.entries(facts) as [string, unknown][]) {
    const told = fact !== undefined && SECRET.test(name) ? CENSORED : within(fact, depth);
    if (told === fact) continue;
    copy ??= (Array.isArray(facts) ? [...(facts as unknown[])] : { ...facts }) as Record<string, unknown>;
    copy[name] = told;
  }
  return (copy as T | undefined) ?? facts;
}

const within = (fact: unknown, depth: number): unknown =>
  typeof fact === 'object' && fact !== null && depth > 0 && isPlain(fact) ? withoutSecrets(fact, depth - 1) : fact;

const isPlain = (fact: object): boolean => {
  const prototype = Object.getPrototypeOf(fact) as unknown;
  return prototype === Object.prototype || prototype === null || Array.isArray(fact);
};
