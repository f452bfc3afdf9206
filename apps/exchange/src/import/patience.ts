/** How long to wait before asking again: what the server asks for, else twice as long each time, never all at once. */
export type Wait = Readonly<{
  /** How often this was tried already, from 1. */
  tries: number;
  /** The header as it came: seconds, or an HTTP date. */
  retryAfter: string | undefined;
  now: Date;
  /** From 0 up to 1; spreads the callers. */
  random: number;
}>;

const FIRST_MS = 200;
const LONGEST_MS = 5_000;
/** A server that asks for an hour is asked again before: the patience of the caller ends first. */
const LONGEST_ASKED_MS = 60_000;

/** Milliseconds to wait. */
export function waitMs({ tries, retryAfter, now, random }: Wait): number {
  const asked = askedMs(retryAfter, now);
  const jitter = FIRST_MS * random;
  if (asked !== undefined) return Math.min(asked, LONGEST_ASKED_MS) + jitter;

  return Math.min(FIRST_MS * 2 ** (tries - 1), LONGEST_MS) * (0.5 + random / 2);
}

/** RFC 9110, 10.2.3. What is neither form is as good as nothing. */
function askedMs(retryAfter: string | undefined, now: Date): number | undefined {
  const text = retryAfter?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;

  const until = Date.parse(text);
  return Number.isNaN(until) ? undefined : Math.max(0, until - now.getTime());
}

const TRANSIENT_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
]);

/** Whether the same request may succeed later: the network or a start-up in between, not a wrong name or certificate. */
export function isTransient(error: unknown): boolean {
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  return code !== undefined && TRANSIENT_CODES.has(code);
}

const TRANSIENT_STATUSES = new Set([429, 502, 503, 504]);

/** Whether the exchange, or a gateway before it, asks to be asked again. */
export const asksToWait = (status: number): boolean => TRANSIENT_STATUSES.has(status);
