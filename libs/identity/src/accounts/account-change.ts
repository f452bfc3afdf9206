import { userInfo } from 'node:os';
import { isRole, type Role } from '../actor';
import { type Account, isAccountName } from './account';

/** How an account stands, as far as rights depend on it. */
export type AccountStanding = Readonly<{ unitId: string; roles: readonly Role[]; open: boolean }>;

/** Who changes accounts: the user of the operating system, and the name that was said with `--by`. */
export type AccountChanger = Readonly<{ user: string; name: string | null }>;

/** What was done. Never a password, nor its hash, nor the name of a person. */
export type AccountDeed =
  | Readonly<{ what: 'opened'; unitId: string; roles: readonly Role[] }>
  | Readonly<{ what: 'role-granted' | 'role-revoked'; role: Role }>
  | Readonly<{ what: 'moved'; unitId: string }>
  | Readonly<{ what: 'password-set' | 'closed' | 'reopened' | 'unlocked' }>;

/**
 * A change that waits in the accounts file until it is on record. `id` (UUID) makes recording it twice the same as once;
 * `at` is in UTC, RFC 3339; `before` is how the account stood, `null` when there was none.
 */
export type AccountChange = Readonly<{
  id: string;
  at: string;
  by: AccountChanger;
  account: string;
  before: AccountStanding | null;
}> &
  AccountDeed;

export const standingOf = ({ unit, roles, disabled }: Account): AccountStanding => ({
  unitId: unit,
  roles,
  open: !disabled,
});

/** The one at this machine; `name` is what that one calls himself. */
export function changer(name: string | null = null): AccountChanger {
  try {
    return { user: userInfo().username, name };
  } catch {
    // A container may run under a number that no user has.
    return { user: `uid-${process.getuid?.() ?? 'unknown'}`, name };
  }
}

type Given = Readonly<Record<string, unknown>>;

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const isStanding = (value: unknown): boolean => {
  const { unitId, roles, open } = (value ?? {}) as Given;
  return isText(unitId) && Array.isArray(roles) && roles.every(isRole) && typeof open === 'boolean';
};

const isChanger = (value: unknown): boolean => {
  const { user, name } = (value ?? {}) as Given;
  return isText(user) && (name === null || isText(name));
};

const DEEDS: Readonly<Record<AccountDeed['what'], (given: Given) => boolean>> = {
  opened: ({ unitId, roles }) => isStanding({ unitId, roles, open: true }),
  'role-granted': ({ role }) => isRole(role),
  'role-revoked': ({ role }) => isRole(role),
  moved: ({ unitId }) => isText(unitId),
  'password-set': () => true,
  closed: () => true,
  reopened: () => true,
  unlocked: () => true,
};

const FIELDS: Readonly<Record<string, (value: unknown, given: Given) => boolean>> = {
  id: (value) => isText(value) && UUID.test(value),
  at: (value) => isText(value) && !Number.isNaN(Date.parse(value)),
  by: isChanger,
  account: (value) => isAccountName(value),
  before: (value) => value === null || isStanding(value),
  what: (value, given) => isText(value) && Object.hasOwn(DEEDS, value) && DEEDS[value as AccountDeed['what']](given),
};

/** Which field of a change that waits is not in order; nothing when it is. */
export function faultOfChange(change: unknown): string | undefined {
  const given = (change ?? {}) as Given;
  return Object.entries(FIELDS).find(([field, holds]) => !holds(given[field], given))?.[0];
}
