import type { Audience } from '@fuyuan/contracts';
import type { ReadDatabase } from '@fuyuan/read-model';

/** Port: the read side that is asked. Each app provides its own. */
export abstract class ReadSide {
  abstract readonly audience: Audience;
  abstract readonly database: ReadDatabase;
  abstract now(): Date;
}

const SHANGHAI_MS = 8 * 3_600_000;

/** The calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export const shanghaiDay = (now: Date): string => new Date(now.getTime() + SHANGHAI_MS).toISOString().slice(0, 10);

const DAY_MS = 86_400_000;

/** The instant in UTC at which a day begins in Asia/Shanghai, or the day so many later. */
export const startOf = (day: string, later = 0): string =>
  new Date(Date.parse(`${day}T00:00:00.000+08:00`) + later * DAY_MS).toISOString();
