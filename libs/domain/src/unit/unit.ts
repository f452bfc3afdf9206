import type { CalendarDate } from '../moment';
import type { RegionCode } from '../region';
import { RuleBroken } from '../rule-broken';
import type { UnitEvent, UnitKind, UnitProfile } from './unit.events';

/** What held from a day on, the latest last. */
export type Since<Value> = Readonly<{ from: CalendarDate; value: Value }>;

/** A liaison officer's time: from a day on, until before another (`null`: not ended). */
export type Service = Readonly<{ account: string; from: CalendarDate; until: CalendarDate | null }>;

type Told = Readonly<{
  unitId: string;
  /** As it was registered; `profileOn` tells how it stands on a day. */
  profile: UnitProfile;
  names: readonly Since<string>[];
  parents: readonly Since<string | null>[];
  officers: readonly Service[];
  /** The units whose heir it was named. */
  inheritsFrom: readonly string[];
}>;

/** How a unit came to its end, and to whom its open matters went. */
export type Ending = Readonly<{
  how: 'retired' | 'merged' | 'split';
  heirId: string | null;
  successorIds: readonly string[];
}>;

export type RegisteredUnit = Told & { readonly status: 'registered' };

export type Unit =
  | { readonly status: 'unknown' }
  | RegisteredUnit
  | (Told & {
      readonly status: 'retired';
      readonly retiredOn: CalendarDate;
      readonly reason: string;
      readonly ending: Ending;
    });

export const initial: Unit = { status: 'unknown' };

export function evolve(state: Unit, event: UnitEvent): Unit {
  if (event.type === 'UnitRegistered') {
    const { unitId, name, kind, system, level, regionCode, parentId, effectiveOn } = event.data;
    const profile = { name, kind, system, level, regionCode, parentId, effectiveOn };
    return { status: 'registered', unitId, profile, names: [], parents: [], officers: [], inheritsFrom: [] };
  }
  return state.status === 'registered' ? changed(state, event) : state;
}

function changed(state: RegisteredUnit, event: Exclude<UnitEvent, { type: 'UnitRegistered' }>): Unit {
  const { effectiveOn: from } = event.data;
  switch (event.type) {
    case 'UnitRetired':
      return ended(state, event.data, { how: 'retired', heirId: null, successorIds: [] });
    case 'UnitMerged':
      return ended(state, event.data, { how: 'merged', heirId: event.data.heirId, successorIds: [] });
    case 'UnitSplit': {
      const { heirId, successorIds } = event.data;
      return ended(state, event.data, { how: 'split', heirId, successorIds });
    }
    case 'UnitNamedHeir':
      return { ...state, inheritsFrom: [...state.inheritsFrom, event.data.predecessorId] };
    case 'UnitRenamed':
      return { ...state, names: [...state.names, { from, value: event.data.name }] };
    case 'UnitMoved':
      return { ...state, parents: [...state.parents, { from, value: event.data.parentId }] };
    case 'LiaisonOfficerDesignated':
      return { ...state, officers: [...state.officers, { account: event.data.account, from, until: null }] };
    case 'LiaisonOfficerReplaced': {
      const { account, successor } = event.data;
      const officers = state.officers.map((one) =>
        one.account === account && one.until === null ? { ...one, until: from } : one,
      );
      return { ...state, officers: [...officers, { account: successor, from, until: null }] };
    }
  }
}

const ended = (
  state: RegisteredUnit,
  { effectiveOn, reason }: Readonly<{ effectiveOn: CalendarDate; reason: string }>,
  ending: Ending,
): Unit => ({ ...state, status: 'retired', retiredOn: effectiveOn, reason, ending });

/** What another record may know of a unit on a given day, to decide whether it can act or be addressed. */
export type UnitStanding = Readonly<{
  unitId: string;
  standing: 'unknown' | 'not-yet-effective' | 'active' | 'retired';
  regionCode: RegionCode | null;
  /** What kind of unit it is, and so to which of the three powers it belongs; `null` while it is unknown. */
  kind: UnitKind | null;
}>;

/** The standing of one that is not registered. */
export const unknownUnit = (unitId: string): UnitStanding => ({
  unitId,
  standing: 'unknown',
  regionCode: null,
  kind: null,
});

export function standingOn(unitId: string, state: Unit, day: CalendarDate): UnitStanding {
  if (state.status === 'unknown') return unknownUnit(unitId);

  const { effectiveOn, regionCode, kind } = state.profile;
  if (effectiveOn > day) return { unitId, standing: 'not-yet-effective', regionCode, kind };
  if (state.status === 'retired' && state.retiredOn <= day) return { unitId, standing: 'retired', regionCode, kind };
  return { unitId, standing: 'active', regionCode, kind };
}

const REFUSALS = {
  unknown: (id: string) => `No unit ${id} is registered.`,
  'not-yet-effective': (id: string) => `The unit ${id} is registered, but not effective yet.`,
  retired: (id: string) => `The unit ${id} is retired.`,
};

/** Only a unit that is registered, effective and not retired acts or is addressed. */
export function requireActive({ unitId, standing }: Pick<UnitStanding, 'unitId' | 'standing'>): void {
  if (standing !== 'active') throw new RuleBroken(`unit.${standing}`, REFUSALS[standing](unitId), { unitId });
}
