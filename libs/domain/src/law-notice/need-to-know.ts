import { liesIn, type RegionCode } from '../region';
import type { LawNotice } from './law-notice';

/** Who asks to see a record. `region` is that of the asker's unit, `null` while the unit is unknown. */
export type Viewer = Readonly<{ unit: string; role: string; region: RegionCode | null }>;

/**
 * A unit sees what it published and what is addressed to it; the office sees its own region, which is where the
 * publisher or an addressee lies; the auditor sees all.
 */
export function mayKnow(notice: LawNotice, viewer: Viewer, addresseeRegions: readonly (RegionCode | null)[]): boolean {
  if (notice.status === 'unknown') return false;
  if (viewer.role === 'auditor') return true;
  if (notice.publisherId === viewer.unit || notice.handling.has(viewer.unit)) return true;
  if (viewer.role !== 'office' || viewer.region === null) return false;

  const own = viewer.region;
  return [notice.publisherRegion, ...addresseeRegions].some((region) => region !== null && liesIn(region, own));
}
