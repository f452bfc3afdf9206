import { RuleBroken } from './rule-broken';

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`; such days compare as text. */
export type CalendarDate = string;

/** An instant in UTC, ISO 8601 with milliseconds and `Z`; such instants compare as text. */
export type Instant = string;

const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000;
const CLOCK_SKEW_MS = 2 * 60 * 1000;

const DAY_MS = 24 * 60 * 60 * 1000;

/** The day that was asked for last: every act of a day asks for the same one. */
let known: Readonly<{ day: number; date: CalendarDate }> = { day: Number.NaN, date: '' };

/** The day it is in Asia/Shanghai (UTC+8 without summer time since 1991). */
export function shanghaiDate(now: Date): CalendarDate {
  const day = Math.floor((now.getTime() + SHANGHAI_OFFSET_MS) / DAY_MS);
  if (day !== known.day) known = { day, date: new Date(day * DAY_MS).toISOString().slice(0, 10) };
  return known.date;
}

/**
 * When an act happened: what the actor says (a paper may have been signed this morning), else now.
 * Clocks differ between offices, so an act may lie two minutes ahead of ours, never more.
 */
export function occurrence(claimed: Instant | undefined, now: Date): Instant {
  if (claimed === undefined) return now.toISOString();

  const occurredAt = new Date(claimed);
  if (occurredAt.getTime() > now.getTime() + CLOCK_SKEW_MS) {
    throw new RuleBroken('act.in-the-future', `The act is said to have happened at ${claimed}, which is yet to come.`, {
      occurredAt: claimed,
    });
  }
  return occurredAt.toISOString();
}
