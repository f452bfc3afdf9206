import type { CalendarDate, UnitEvent } from '@fuyuan/domain';
import type { Routing, RoutedUnit } from './routing';

/** Who there is, to which system it belongs, and who goes on when it ends. */
export function unitsAfter(routing: Routing, { type, data }: UnitEvent, acts: number): Routing {
  const { unitId } = data;
  if (type === 'UnitRegistered') return withUnit(routing, { unitId, system: data.system, acts, heir: null });

  const known = routing.units.get(unitId);
  if (!known) return routing;
  if (type !== 'UnitMerged' && type !== 'UnitSplit') return withUnit(routing, { ...known, acts });

  const on = data.effectiveOn;
  const ended = withUnit(routing, { ...known, acts, heir: { unitId: data.heirId, on } });
  return { ...ended, endsToCome: [...routing.endsToCome, { unitId, on }] };
}

const withUnit = (routing: Routing, unit: RoutedUnit): Routing => ({
  ...routing,
  units: new Map(routing.units).set(unit.unitId, unit),
});

/** The day on which the fact was recorded; one that was recorded by a clock behind does not turn it back. */
export function onDay(routing: Routing, day: CalendarDate): Routing {
  return day > routing.day ? { ...routing, day } : routing;
}

/** The units whose open matters pass to an heir by now, and had not. */
export const endsDue = ({ endsToCome, day }: Routing): readonly string[] =>
  endsToCome.filter(({ on }) => on <= day).map(({ unitId }) => unitId);

export const withoutDueEnds = (routing: Routing): Routing => ({
  ...routing,
  endsToCome: routing.endsToCome.filter(({ on }) => on > routing.day),
});
