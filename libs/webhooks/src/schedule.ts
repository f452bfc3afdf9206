const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Pauses after the first, the second … failure, in milliseconds: together about a day. */
export const RETRY_PAUSES: readonly number[] = [
  ...[5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE],
  ...[HOUR, 2 * HOUR, 4 * HOUR, 6 * HOUR, 10 * HOUR],
];

/** A receiver may ask to be left alone for so long; what asks for more is asked again after that. */
export const MOST_RETRY_AFTER_MS = 2 * HOUR;

/** A pause is longer or shorter by up to so much, so that receivers that fell together are not all asked together. */
const JITTER = 0.15;

export type Retry = Readonly<{
  pauses: readonly number[];
  /** How often it failed; at least once. */
  failures: number;
  retryAfterMs?: number | undefined;
  /** From 0 to 1. */
  random: number;
}>;

/** How long until the next try, in milliseconds; undefined where all were made. */
export function pauseBefore({ pauses, failures, retryAfterMs = 0, random }: Retry): number | undefined {
  const pause = pauses[failures - 1];
  if (pause === undefined) return undefined;
  const jittered = pause * (1 - JITTER + 2 * JITTER * random);
  return Math.round(Math.max(jittered, Math.min(retryAfterMs, MOST_RETRY_AFTER_MS)));
}
