import type { CalendarDate, Instant } from '../moment';
import type { RegionCode } from '../region';
import type { Outcome, ReferralEvent, ReferralSent } from './referral.events';

/** One unit's turn at a referral. The three later dates are those from which legal clocks are computed. */
export type Holding = Readonly<{
  unitId: string;
  region: RegionCode;
  handedBy: string;
  sentAt: Instant;
  deliveredAt: Instant | null;
  signedForAt: Instant | null;
  acceptedAt: Instant | null;
}>;

/** From the first receiver to the unit that holds the referral now. */
export type Chain = readonly [Holding, ...Holding[]];

/** An act by which the referral came where it is, and how it stood before, so that a mistake can be taken back. */
export type Step = Readonly<{ revision: number; type: ReferralEvent['type']; unitId: string; before: KnownReferral }>;

/** What a unit knows that gave the referral back: how it stood then, and no act after that revision. */
export type Parting = Readonly<{ revision: number; referral: KnownReferral }>;

/** The last act of a sort that does not move the referral. */
export type Aside<Type extends ReferralEvent['type']> = Readonly<{
  revision: number;
  event: Extract<ReferralEvent, { type: Type }>;
}>;

/** What stands whatever the phase; only what the decisions need to know. */
export type Matter = Readonly<{
  sending: ReferralSent['data'];
  chain: Chain;
  /** Units that gave it back to whoever forwarded it to them. */
  former: ReadonlyMap<string, Parting>;
  everAccepted: boolean;
  /** The day until which more time is asked for, while nobody has decided. */
  askedUntil: CalendarDate | null;
  grantedUntil: CalendarDate | null;
  /** When the last act that moved the referral happened. */
  since: Instant;
  last: ReferralEvent;
  progress: Aside<'ReferralProgressReported'> | null;
  urging: Aside<'ReferralUrged'> | null;
  supervision: Aside<'ReferralSupervised'> | null;
  /** How many acts are on record; the next one has this revision. */
  acts: number;
  /** Revisions of the acts that were recorded by mistake. */
  corrected: ReadonlySet<number>;
  /** The last few acts that moved the referral, the newest last. */
  steps: readonly Step[];
}>;

export type Phase =
  | Readonly<{ status: 'sent' | 'delivered' | 'signed-for' | 'accepted' }>
  | Readonly<{ status: 'suspended' | 'returned' | 'recalled'; reason: string }>
  | Readonly<{ status: 'concluded' | 'confirmed'; outcome: Outcome; summary: string }>
  /** `outcome` is `null` when it was closed because it had been returned. */
  | Readonly<{ status: 'closed'; outcome: Outcome | null }>;

export type KnownReferral = Phase & Readonly<{ matter: Matter }>;

export type Referral = { readonly status: 'unknown' } | KnownReferral;

export const REFERRAL_STATUSES = [
  'sent',
  'delivered',
  'signed-for',
  'accepted',
  'suspended',
  'returned',
  'concluded',
  'confirmed',
  'closed',
  'recalled',
] as const satisfies readonly KnownReferral['status'][];
export type ReferralStatus = (typeof REFERRAL_STATUSES)[number];

export const initial: Referral = { status: 'unknown' };

/** The unit whose turn it is, or was last. */
export const holdingOf = ({ chain }: Matter): Holding => chain.at(-1) ?? chain[0];
