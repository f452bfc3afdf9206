import type { Audience } from '@fuyuan/contracts';
import type { Actor, Role } from '@fuyuan/identity';
import { Problem } from '@fuyuan/platform';
import type { Directory } from './directory';

/** Who asks, and what that lets them see: of every record what concerns one of `sees`, and for the office its region. */
export type Asker = Readonly<{
  /** Of the roles of a person the one that sees the most. */
  role: Role;
  unit: string;
  /** The units for which the asker's own stands today. */
  own: readonly string[];
  /** The units whose sight the asker has: their own, or for the auditor all of this side. */
  sees: readonly string[];
  /** All units of this side: what none of them may see, this side does not have whole. */
  side: readonly string[];
  /** Of the office alone. GB/T 2260. */
  region: string | null;
  directory: Directory;
}>;

const ROLES_BY_SIGHT = ['auditor', 'office', 'officer'] as const satisfies readonly Role[];

/** Errors: Problem `not-of-this-side`, `forbidden`. */
export function askerOf(
  { unit, roles }: Pick<Actor, 'unit' | 'roles'>,
  audience: Audience,
  directory: Directory,
): Asker {
  const role = ROLES_BY_SIGHT.find((one) => roles.includes(one));
  if (!role) throw new Problem('forbidden');
  const known = directory.find(unit);
  if (role !== 'auditor' && known?.system !== audience) {
    throw new Problem('not-of-this-side', { values: { unitId: unit }, members: { unitId: unit } });
  }
  const own = directory.stoodForBy(unit);
  const side = directory.ofSystem(audience);
  const region = role === 'office' ? (known?.regionCode ?? null) : null;
  return { role, unit, own, sees: role === 'auditor' ? side : own, side, region, directory };
}

/** Where the codes of all regions lie that are within one: `from` is among them, `to` is not. */
export function regionsWithin(wider: string): Readonly<{ from: string; to: string }> {
  const prefix = wider.replace(/(00){1,2}$/, '');
  return { from: prefix, to: `${prefix}:` };
}
