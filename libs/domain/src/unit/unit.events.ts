import type { Fact } from '../fact';
import type { LegalBasis } from '../legal-basis';
import type { CalendarDate, Instant } from '../moment';
import type { RegionCode } from '../region';

/** Every unit belongs to one of the three powers; a bank or a mediation body is counted with the government. */
export const UNIT_SYSTEMS = ['court', 'procuratorate', 'government'] as const;
export type UnitSystem = (typeof UNIT_SYSTEMS)[number];

export const UNIT_LEVELS = ['province', 'city', 'county', 'town'] as const;
export type UnitLevel = (typeof UNIT_LEVELS)[number];

export const UNIT_KINDS = [
  'court',
  'procuratorate',
  'government',
  'bureau',
  'town',
  'mediation-body',
  'bank',
  'other',
] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** What a unit is, as the office registers it. */
export type UnitProfile = Readonly<{
  name: string;
  kind: UnitKind;
  system: UnitSystem;
  level: UnitLevel;
  regionCode: RegionCode;
  parentId: string | null;
  effectiveOn: CalendarDate;
}>;

type Act = { unitId: string; legalBasis: readonly LegalBasis[]; occurredAt: Instant };

export type UnitRegistered = Fact<'UnitRegistered', Act & UnitProfile>;

/** From `effectiveOn` on the unit acts no more; what it did stays its own. */
export type UnitRetired = Fact<'UnitRetired', Act & { effectiveOn: CalendarDate; reason: string }>;

export type UnitEvent = UnitRegistered | UnitRetired;
