/**
 * What an account is to this system; what each may do is in `access/policy.ts`. An integrator is no person: the own
 * system of a unit, which reads what its unit is told.
 */
export const ROLES = ['office', 'officer', 'auditor', 'integrator'] as const;
export type Role = (typeof ROLES)[number];

/** Whether a word is a role. */
export const isRole = (word: unknown): word is Role => ROLES.some((role) => role === word);

/** Who asks: taken from the token, never from what the request says about itself. */
export type Actor = Readonly<{
  /** The name signed in with. */
  account: string;
  /** The person's name, as others know it. */
  person: string;
  /** The id of the unit for which the person acts. */
  unit: string;
  roles: readonly Role[];
  /** The role under which this act was allowed; there once a permission was checked. */
  role?: Role;
}>;
