import { liesIn, type RegionCode } from '../region';
import type { Account } from './account';

/** Who asks, and where the unit of the one who asks is; `null` while it is not registered. */
export type AccountViewer = Readonly<{ unit: string; role: string; region: RegionCode | null }>;

/**
 * The auditor may know of every account; the office of those of its own unit, and of the units of its region as they
 * are today. `region` is that of the account's unit.
 */
export function mayKnow(account: Account, viewer: AccountViewer, region: RegionCode | null): boolean {
  if (viewer.role === 'auditor') return true;
  if (viewer.role !== 'office' || account === null) return false;
  if (account.unitId === viewer.unit) return true;
  return region !== null && viewer.region !== null && liesIn(region, viewer.region);
}
