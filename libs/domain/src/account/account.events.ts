import type { Fact } from '../fact';
import type { Instant } from '../moment';

/** How an account stands, as far as rights depend on it: no name of a person, no secret, no hash of one. */
export type AccountStanding = Readonly<{ unitId: string; roles: readonly string[]; open: boolean }>;

/** Who changed an account: the user of the operating system, and the name that was said with `--by`. */
export type AccountChanger = Readonly<{ user: string; name: string | null }>;

type Change = { account: string; by: AccountChanger; occurredAt: Instant };

export type AccountOpened = Fact<'AccountOpened', Change & { unitId: string; roles: readonly string[] }>;
export type AccountRoleGranted = Fact<'AccountRoleGranted', Change & { role: string }>;
export type AccountRoleRevoked = Fact<'AccountRoleRevoked', Change & { role: string }>;
/** From now on the account acts for that unit. */
export type AccountMoved = Fact<'AccountMoved', Change & { unitId: string }>;
export type AccountPasswordSet = Fact<'AccountPasswordSet', Change>;
export type AccountClosed = Fact<'AccountClosed', Change>;
export type AccountReopened = Fact<'AccountReopened', Change>;
/** Its failed sign-ins were forgotten, so that it may be tried again at once. */
export type AccountUnlocked = Fact<'AccountUnlocked', Change>;

/**
 * The accounts were found otherwise than the record says, and nobody said why: edited by hand, or older than the
 * record. `before` is `null` when the record knew nothing of the account, `after` when the account is gone.
 */
export type AccountFoundChanged = Fact<
  'AccountFoundChanged',
  {
    account: string;
    by: null;
    before: AccountStanding | null;
    after: AccountStanding | null;
    /** When it was found; when it was done nobody knows. */
    occurredAt: Instant;
  }
>;

export type AccountEvent =
  | AccountOpened
  | AccountRoleGranted
  | AccountRoleRevoked
  | AccountMoved
  | AccountPasswordSet
  | AccountClosed
  | AccountReopened
  | AccountUnlocked
  | AccountFoundChanged;
