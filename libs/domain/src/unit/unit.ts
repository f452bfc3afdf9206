import type { CalendarDate } from '../moment';
import type { RegionCode } from '../region';
import { RuleBroken } from '../rule-broken';
import type { UnitEvent, UnitProfile } from './unit.events';

export type Unit =
  | { readonly status: 'unknown' }
  | { readonly status: 'registered'; readonly unitId: string; readonly profile: UnitProfile }
  | {
      readonly status: 'retired';
      readonly unitId: string;
      readonly profile: UnitProfile;
      readonly retiredOn: CalendarDate;
      readonly reason: string;
    };

export const initial: Unit = { status: 'unknown' };

export function evolve(state: Unit, event: UnitEvent): Unit {
  switch (event.type) {
    case 'UnitRegistered': {
      const { unitId, name, kind, system, level, regionCode, parentId, effectiveOn } = event.data;
      return {
        status: 'registered',
        unitId,
        profile: { name, kind, system, level, regionCode, parentId, effectiveOn },
      };
    }
    case 'UnitRetired': {
      const { effectiveOn: retiredOn, reason } = event.data;
      return state.status === 'registered' ? { ...state, status: 'retired', retiredOn, reason } : state;
    }
  }
}

/** What another record may know of a unit on a given day, to decide whether it can act or be addressed. */
export type UnitStanding = Readonly<{
  unitId: string;
  standing: 'unknown' | 'not-yet-effective' | 'active' | 'retired';
  regionCode: RegionCode | null;
}>;

export function standingOn(unitId: string, state: Unit, day: CalendarDate): UnitStanding {
  if (state.status === 'unknown') return { unitId, standing: 'unknown', regionCode: null };

  const { effectiveOn, regionCode } = state.profile;
  if (effectiveOn > day) return { unitId, standing: 'not-yet-effective', regionCode };
  if (state.status === 'retired' && state.retiredOn <= day) return { unitId, standing: 'retired', regionCode };
  return { unitId, standing: 'active', regionCode };
}

const REFUSALS = {
  unknown: (id: string) => `No unit ${id} is registered.`,
  'not-yet-effective': (id: string) => `The unit ${id} is registered, but not effective yet.`,
  retired: (id: string) => `The unit ${id} is retired.`,
};

/** Only a unit that is registered, effective and not retired acts or is addressed. */
export function requireActive({ unitId, standing }: UnitStanding): void {
  if (standing !== 'active') throw new RuleBroken(`unit.${standing}`, REFUSALS[standing](unitId), { unitId });
}
