import type { Audience } from '@fuyuan/contracts';

/** What every view must know of a unit, as the view of units has it. */
export type KnownUnit = Readonly<{
  unitId: string;
  name: string;
  system: Audience;
  /** GB/T 2260. */
  regionCode: string;
  /** Who goes on with its open matters, from that day on (Asia/Shanghai). */
  heirId: string | null;
  heirFrom: string | null;
}>;

/** Port: all units that this read side was told of. */
export abstract class UnitsKnown {
  /** Another text whenever `all` may say something else. Errors: ViewNotReady. */
  abstract stamp(): Promise<string>;
  /** Errors: ViewNotReady. */
  abstract all(): Promise<readonly KnownUnit[]>;
}
