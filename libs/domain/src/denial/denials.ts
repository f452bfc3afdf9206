import type { DenialEvent } from './denial.events';

/** The denials of one day in Asia/Shanghai: how many are on record. */
export type DayOfDenials = Readonly<{ denials: number }>;

export const initial: DayOfDenials = { denials: 0 };

export const evolve = ({ denials }: DayOfDenials, { data }: DenialEvent): DayOfDenials => ({
  denials: denials + data.count,
});
