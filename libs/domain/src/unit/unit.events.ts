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

/**
 * The organs, and bodies with powers of an organ (`other`: an administrative committee, a supervisory commission): the
 * members of the joint meeting (磐石市府院联动联席会议工作规则 二（三）). Mediation bodies and banks are not among them.
 */
export const ORGANS = ['court', 'procuratorate', 'government', 'bureau', 'town', 'other'] as const;

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

/** From `effectiveOn` on it is called so; what it was called until then stays true. */
export type UnitRenamed = Fact<'UnitRenamed', Act & { name: string; effectiveOn: CalendarDate }>;

/** From `effectiveOn` on it stands under another parent, or under none. */
export type UnitMoved = Fact<'UnitMoved', Act & { parentId: string | null; effectiveOn: CalendarDate }>;

/** From `effectiveOn` on the unit is no more, and its open matters are the heir's. */
export type UnitMerged = Fact<'UnitMerged', Act & { heirId: string; effectiveOn: CalendarDate; reason: string }>;

/** From `effectiveOn` on there are its successors instead; its open matters are those of one of them, the heir. */
export type UnitSplit = Fact<
  'UnitSplit',
  Act & { successorIds: readonly string[]; heirId: string; effectiveOn: CalendarDate; reason: string }
>;

/** By the act that ends `predecessorId`: from `effectiveOn` on its open matters are this unit's. */
export type UnitNamedHeir = Fact<'UnitNamedHeir', Act & { predecessorId: string; effectiveOn: CalendarDate }>;

/** 联络员: an account, never a name. */
export type LiaisonOfficerDesignated = Fact<
  'LiaisonOfficerDesignated',
  Act & { account: string; effectiveOn: CalendarDate }
>;

/** `account` is officer until the day before `effectiveOn`, `successor` from then on. */
export type LiaisonOfficerReplaced = Fact<
  'LiaisonOfficerReplaced',
  Act & { account: string; successor: string; effectiveOn: CalendarDate }
>;

export type UnitEvent =
  | UnitRegistered
  | UnitRetired
  | UnitRenamed
  | UnitMoved
  | UnitMerged
  | UnitSplit
  | UnitNamedHeir
  | LiaisonOfficerDesignated
  | LiaisonOfficerReplaced;
