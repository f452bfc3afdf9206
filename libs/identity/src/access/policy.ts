import type { Role } from '../actor';

const EVERYONE = ['office', 'officer', 'auditor'] as const;
const THOSE_WHO_ACT = ['officer', 'office'] as const;
const THE_OFFICE = ['office'] as const;

/**
 * What each role may do: the one table. Roles are named in the order in which an act is ascribed to them: whoever is
 * both officer and office publishes a law notice as officer. Which record a person may see is decided where the
 * records are.
 */
export const POLICY = {
  'register-unit': THE_OFFICE,
  'retire-unit': THE_OFFICE,
  'publish-law-notice': THOSE_WHO_ACT,
  'correct-law-notice': THOSE_WHO_ACT,
  'withdraw-law-notice': THOSE_WHO_ACT,
  'sign-for-law-notice': THOSE_WHO_ACT,
  'read-law-notice': THOSE_WHO_ACT,
  'assess-law-notice': THOSE_WHO_ACT,
  'view-unit': EVERYONE,
  'view-law-notice': EVERYONE,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof POLICY;

/** The role, of those a person has, under which this is permitted; none when it is not. */
export const roleFor = (permission: Permission, roles: readonly Role[]): Role | undefined =>
  POLICY[permission].find((role) => roles.includes(role));
