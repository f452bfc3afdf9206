import type { CalendarDate } from '../moment';
import { RuleBroken } from '../rule-broken';
import { requireActive, type RegisteredUnit, type Unit } from './unit';

/** Only what is registered and has no end set changes. */
export function requireRegistered(state: Unit, unitId: string): asserts state is RegisteredUnit {
  if (state.status === 'unknown') requireActive({ unitId, standing: 'unknown' });
  if (state.status === 'retired') {
    throw new RuleBroken('unit.already-retired', `The unit ${unitId} is retired as of ${state.retiredOn}.`, {
      unitId,
      retiredOn: state.retiredOn,
    });
  }
}

/** The day of the latest change of name, parent or officers, or else of the unit's beginning. */
const latestOf = ({ profile, names, parents, officers }: RegisteredUnit): CalendarDate =>
  [...names, ...parents, ...officers].reduce(
    (latest, { from }) => (from > latest ? from : latest),
    profile.effectiveOn,
  );

/** An end does not come before what was to happen to the unit. */
export function requireInOrder(state: RegisteredUnit, effectiveOn: CalendarDate): void {
  const latest = latestOf(state);
  if (effectiveOn < latest) refuseOrder(effectiveOn, latest);
}

/** Changes of one sort follow each other: none on the day of another or before it. */
export function requireAfter(last: CalendarDate, effectiveOn: CalendarDate): void {
  if (effectiveOn <= last) refuseOrder(effectiveOn, last);
}

function refuseOrder(effectiveOn: CalendarDate, last: CalendarDate): never {
  throw new RuleBroken('unit.change-out-of-order', `A change on ${effectiveOn} would not follow that of ${last}.`, {
    effectiveOn,
    last,
  });
}
