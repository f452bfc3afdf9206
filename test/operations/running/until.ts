import { setTimeout as pause } from 'node:timers/promises';

/** Asks again and again until the answer is there. Errors: names what was waited for, and the last reason why not. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined> | T | undefined,
  withinMs = 30_000,
): Promise<T> {
  const end = performance.now() + withinMs;
  let last: unknown = 'not yet';

  while (performance.now() < end) {
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (error) {
      if (error instanceof GaveUp) throw error;
      last = error;
    }
    await pause(10);
  }
  throw new Error(`Waited ${withinMs} ms in vain for ${what}: ${last instanceof Error ? last.message : String(last)}`);
}

/** Thrown by what is asked when asking again is useless. */
export class GaveUp extends Error {}

/** Holds once so much time has passed. */
export const elapsed = (ms: number): (() => boolean) => {
  const end = performance.now() + ms;
  return () => performance.now() >= end;
};
