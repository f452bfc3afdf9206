import type { Sentence } from './fault';
import { property, type PropertyOptions } from './property';
import { type Rule, scalar } from './rule';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MOMENT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

const NOT_A_DAY: Sentence = {
  rule: 'calendar-date',
  zh: '须为真实存在的日期，格式为 YYYY-MM-DD。',
  en: 'Must be a day that exists, as YYYY-MM-DD.',
};
const NOT_A_MOMENT: Sentence = {
  rule: 'instant',
  zh: '须为真实存在的时刻并带时区，例如 2026-03-01T09:30:00+08:00。',
  en: 'Must be a moment that exists, with its offset, such as 2026-03-01T09:30:00+08:00.',
};

/** Whether the text is a day of the (proleptic) Gregorian calendar, from year 1, as YYYY-MM-DD. */
export function isCalendarDate(value: unknown): value is string {
  const [, year, month, day] = (typeof value === 'string' && DAY.exec(value)) || [];
  if (!year || year === '0000') return false;

  return Number(day) >= 1 && Number(day) <= daysIn(Number(year), Number(month));
}

const daysIn = (year: number, month: number): number => {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [31, 0, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
};

/** Whether the text is an RFC 3339 date-time with its offset. Leap seconds are refused: no clock here knows them. */
export const isInstant = (value: unknown): value is string => {
  const [, day] = (typeof value === 'string' && MOMENT.exec(value)) || [];
  return day !== undefined && isCalendarDate(day);
};

/** A day without a time zone, YYYY-MM-DD. */
export const calendarDate = (): Rule<string> =>
  scalar<string>({
    name: 'calendar-date',
    schema: { type: 'string', format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$', example: '2026-03-01' },
    check: (value) => (isCalendarDate(value) ? undefined : NOT_A_DAY),
  });

/** A moment with its offset from UTC, RFC 3339. Kept as it was said. */
export const instant = (): Rule<string> =>
  scalar<string>({
    name: 'instant',
    schema: { type: 'string', format: 'date-time', example: '2026-03-01T09:30:00+08:00' },
    check: (value) => (isInstant(value) ? undefined : NOT_A_MOMENT),
  });

/** A property that is a day; see `calendarDate`. */
export const CalendarDate = (options?: PropertyOptions): PropertyDecorator => property(calendarDate(), options);

/** A property that is a moment; see `instant`. */
export const Instant = (options?: PropertyOptions): PropertyDecorator => property(instant(), options);
