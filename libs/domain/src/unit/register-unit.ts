import { requireLegalBasis, type LegalBasis } from '../legal-basis';
import { occurrence, type Instant } from '../moment';
import { RuleBroken } from '../rule-broken';
import type { UnitEvent, UnitKind, UnitLevel, UnitProfile, UnitSystem } from './unit.events';
import { UNIT_LEVELS } from './unit.events';
import type { Unit } from './unit';

export type UnitRegistration = Readonly<{
  unitId: string;
  profile: UnitProfile;
  /** The parent as it stands now; `null` when none is named. */
  parent: Unit | null;
  legalBasis: readonly LegalBasis[];
  occurredAt?: Instant;
}>;

export function registerUnit(state: Unit, registration: UnitRegistration, now: Date): UnitEvent[] {
  const { unitId, profile, parent, legalBasis } = registration;
  requireLegalBasis(legalBasis);

  if (state.status !== 'unknown') {
    if (isSame(state.profile, profile)) return [];
    throw new RuleBroken('unit.already-registered', `The unit ${unitId} is registered with other particulars.`, {
      unitId,
    });
  }
  requireSystemOfKind(profile.kind, profile.system);
  requireRegionOfLevel(profile.level, profile.regionCode);
  requireParent({ unitId, level: profile.level, parentId: profile.parentId }, parent);

  const occurredAt = occurrence(registration.occurredAt, now);
  return [{ type: 'UnitRegistered', data: { unitId, ...profile, legalBasis, occurredAt } }];
}

const isSame = (one: UnitProfile, other: UnitProfile): boolean =>
  (Object.keys(one) as (keyof UnitProfile)[]).every((field) => one[field] === other[field]);

function requireSystemOfKind(kind: UnitKind, system: UnitSystem): void {
  const own = kind === 'court' || kind === 'procuratorate' ? kind : 'government';
  if (system === own) return;

  throw new RuleBroken('unit.kind-of-another-system', `A ${kind} belongs to the system ${own}, not ${system}.`, {
    kind,
    system,
  });
}

/** GB/T 2260: a province ends in 0000, a city in 00, a county in neither; a town has no code of its own there. */
const REGION_OF_LEVEL: Record<UnitLevel, RegExp> = {
  province: /^\d\d0000$/,
  city: /^\d\d(?!00)\d\d00$/,
  county: /^\d{4}(?!00)\d\d$/,
  town: /^\d\d(?!0000)\d{4}$/,
};

function requireRegionOfLevel(level: UnitLevel, regionCode: string): void {
  if (REGION_OF_LEVEL[level].test(regionCode)) return;

  throw new RuleBroken('unit.region-of-another-level', `${regionCode} is not the region of a ${level}.`, {
    regionCode,
    level,
  });
}

type Child = Readonly<{ unitId: string; level: UnitLevel; parentId: string | null }>;

/** A parent is registered, not retired, and stands no lower than the unit. */
export function requireParent({ unitId, level, parentId }: Child, parent: Unit | null): void {
  if (parentId === null) return;
  if (parentId === unitId)
    throw new RuleBroken('unit.own-parent', `The unit ${unitId} is not its own parent.`, { unitId });
  if (parent === null || parent.status === 'unknown') {
    throw new RuleBroken('unit.parent-unknown', `No unit ${parentId} is registered to be the parent.`, { parentId });
  }
  if (parent.status === 'retired') {
    throw new RuleBroken('unit.parent-retired', `The parent ${parentId} is retired.`, { parentId });
  }
  if (UNIT_LEVELS.indexOf(parent.profile.level) > UNIT_LEVELS.indexOf(level)) {
    throw new RuleBroken('unit.parent-of-lower-level', `The parent ${parentId} stands lower than a ${level}.`, {
      parentId,
      level,
    });
  }
}
