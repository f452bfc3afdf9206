import type { CalendarDate } from '../moment';
import { RuleBroken } from '../rule-broken';
import type { Since, Unit } from './unit';
import type { UnitProfile } from './unit.events';

type KnownUnit = Exclude<Unit, { status: 'unknown' }>;

const lastBy = <Value>(changes: readonly Since<Value>[], day: CalendarDate, first: Value): Value =>
  changes.reduce((value, change) => (change.from <= day ? change.value : value), first);

/** What the unit was called, and under whom it stood, on that day. */
export const profileOn = ({ profile, names, parents }: KnownUnit, day: CalendarDate): UnitProfile => ({
  ...profile,
  name: lastBy(names, day, profile.name),
  parentId: lastBy(parents, day, profile.parentId),
});

/** The accounts of those who were liaison officers on that day. */
export const officersOn = ({ officers }: KnownUnit, day: CalendarDate): string[] =>
  officers.filter(({ from, until }) => from <= day && (until === null || day < until)).map(({ account }) => account);

/** Who holds the unit's open matters on that day; nobody else while it stands, or when it ended without an heir. */
export const heirOn = (unit: Unit, day: CalendarDate): string | null =>
  unit.status === 'retired' && unit.retiredOn <= day ? unit.ending.heirId : null;

/** Every unit under which it stands on a day or is to stand later: whoever must not come under it looks at all. */
export const parentsFrom = (unit: Unit, day: CalendarDate): string[] =>
  unit.status === 'unknown'
    ? []
    : [
        profileOn(unit, day).parentId,
        ...unit.parents.filter(({ from }) => from > day).map(({ value }) => value),
      ].filter((parentId) => parentId !== null);

/** A liaison officer who was replaced acts no more; who never was one acts by the account's role alone. */
export function requireServing(unit: Unit, account: string, day: CalendarDate): void {
  if (unit.status === 'unknown' || !unit.officers.some((one) => one.account === account)) return;
  if (officersOn(unit, day).includes(account)) return;

  const { unitId } = unit;
  throw new RuleBroken('unit.not-liaison-officer', `${account} is not a liaison officer of ${unitId}.`, {
    unitId,
    account,
  });
}
