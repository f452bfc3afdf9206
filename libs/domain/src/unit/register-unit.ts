import { requireLegalBasis, type LegalBasis } from '../legal-basis';
import { occurrence, type Instant } from '../moment';
import { RuleBroken } from '../rule-broken';
import type { UnitEvent, UnitKind, UnitLevel, UnitProfile, UnitSystem } from './unit.events';
import { UNIT_LEVELS } from './unit.events';
import { designateLiaisonOfficer } from './liaison-officers';
import { evolve, type Unit } from './unit';

export type UnitRegistration = Readonly<{
  unitId: string;
  profile: UnitProfile;
  /** The parent as it stands now; `null` when none is named. */
  parent: Unit | null;
  /** Accounts of those who are its liaison officers from the day on which it is effective. */
  officers?: readonly string[];
  legalBasis: readonly LegalBasis[];
  occurredAt?: Instant;
}>;

/** With its liaison officers, in one act: whoever is named, and is not officer since that day already, becomes it. */
export function registerUnit(state: Unit, registration: UnitRegistration, now: Date): UnitEvent[] {
  const { unitId, profile, parent, legalBasis } = registration;
  requireLegalBasis(legalBasis);

  if (state.status !== 'unknown') {
    if (isSame(state.profile, profile)) return officersOf(state, registration, now);
    throw new RuleBroken('unit.already-registered', `The unit ${unitId} is registered with other particulars.`, {
      unitId,
    });
  }
  requireSystemOfKind(profile.kind, profile.system);
  requireRegionOfLevel(profile.level, profile.regionCode);
  requireParent({ unitId, level: profile.level, parentId: profile.parentId }, parent);

  const occurredAt = occurrence(registration.occurredAt, now);
  const registered: UnitEvent = { type: 'UnitRegistered', data: { unitId, ...profile, legalBasis, occurredAt } };
  return [registered, ...officersOf(evolve(state, registered), registration, now)];
}

function officersOf(unit: Unit, { unitId, profile, officers = [], ...act }: UnitRegistration, now: Date): UnitEvent[] {
  const { effectiveOn } = profile;
  const isNamed = (account: string): boolean =>
    unit.status !== 'unknown' && unit.officers.some((one) => one.account === account && one.from === effectiveOn);

  return [...new Set(officers)]
    .filter((account) => !isNamed(account))
    .flatMap((account) => designateLiaisonOfficer(unit, { unitId, account, effectiveOn, ...act }, now));
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
