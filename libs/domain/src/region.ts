/** A region by its six digits of GB/T 2260: two for the province, two for the city, two for the county. */
export type RegionCode = string;

/** `220284` lies in `220200` and in `220000`; every region lies in itself. */
export function liesIn(region: RegionCode, wider: RegionCode): boolean {
  const prefix = wider.replace(/(00){1,2}$/, '');
  return region.startsWith(prefix);
}
