import type { Fact } from '../fact';
import type { Instant } from '../moment';

/** The record that was named, as its stream is: `referral`, `8c1f2d7e-…`. */
export type NamedRecord = Readonly<{ category: string; id: string }>;

/** Who was denied what, under which rule. `null` where nobody was known, nothing named, or several were counted. */
export type Denial = Readonly<{
  /** `null`: no account of ours; what was typed instead is kept nowhere, it may have been a password. */
  account: string | null;
  unitId: string | null;
  roles: readonly string[];
  /** The permission that was asked for, or `sign-in`; `null` for several together. */
  act: string | null;
  record: NamedRecord | null;
  /** The code of the refusal, `record-hidden` where the denied was told that there is no such record. */
  rule: string | null;
}>;

/** `occurredAt` is the first time and `lastAt` the last; `correlationId` is that of the first request. */
export type AccessDenied = Fact<
  'AccessDenied',
  Denial & { count: number; occurredAt: Instant; lastAt: Instant; correlationId: string }
>;

export type DenialEvent = AccessDenied;
