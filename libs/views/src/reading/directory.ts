import type { Audience } from '@fuyuan/contracts';
import type { KnownUnit } from './units-known';

/** All units as they stand on one day. */
export class Directory {
  private readonly units: ReadonlyMap<string, KnownUnit>;
  /** By unit, those for which it stands. */
  private readonly predecessors = new Map<string, string[]>();

  constructor(
    units: readonly KnownUnit[],
    private readonly today: string,
  ) {
    this.units = new Map(units.map((unit) => [unit.unitId, unit]));
    for (const { unitId } of units) {
      const standing = this.standingFor(unitId);
      this.predecessors.set(standing, [...(this.predecessors.get(standing) ?? []), unitId]);
    }
  }

  find(unitId: string): KnownUnit | undefined {
    return this.units.get(unitId);
  }

  /** The name it has today; its id while it is not known. */
  nameOf(unitId: string): string {
    return this.units.get(unitId)?.name ?? unitId;
  }

  /** Who stands for a unit: itself, or the last of those who took over its open matters. */
  standingFor(unitId: string): string {
    const line = [unitId];
    for (let heir = this.heirOf(unitId); heir !== null && !line.includes(heir); heir = this.heirOf(heir)) {
      line.push(heir);
    }
    return line.at(-1) ?? unitId;
  }

  /** Those for which a unit stands: itself, unless another does, and whose matters it took over. */
  stoodForBy(unitId: string): readonly string[] {
    return this.predecessors.get(unitId) ?? [];
  }

  /** Every unit for which a unit of that system stands. */
  ofSystem(system: Audience): readonly string[] {
    return [...this.predecessors].flatMap(([standing, of]) => (this.units.get(standing)?.system === system ? of : []));
  }

  /** The units that lie in a region, which is the case of every region within it too. GB/T 2260. */
  within({ from, to }: Readonly<{ from: string; to: string }>): readonly string[] {
    return [...this.units.values()].flatMap(({ unitId, regionCode }) =>
      regionCode >= from && regionCode < to ? [unitId] : [],
    );
  }

  private heirOf(unitId: string): string | null {
    const { heirId, heirFrom } = this.units.get(unitId) ?? { heirId: null, heirFrom: null };
    return heirFrom !== null && heirFrom <= this.today ? heirId : null;
  }
}
