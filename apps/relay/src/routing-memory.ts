import { isAfter } from '@fuyuan/event-store';
import type { Routing } from '@fuyuan/publishing';

/** Who is told what, as it was after the fact at a position. */
export type Known = Readonly<{ position: string; routing: Routing }>;

/** Of the many that are remembered, so many; the older, the farther apart. */
const KEPT = 64;
const FACTS_BETWEEN = 500;

/**
 * The routing at some positions of the log, so that a relay that begins again, or takes over, need not read the log
 * from its beginning. A routing is never changed, and what two of them share is held once: keeping some costs little.
 */
export class RoutingMemory {
  private readonly known: Known[] = [];
  private passed = 0;

  /** Told of every fact in the order of the log; what is not after the last is known already. */
  remember(position: string, routing: Routing): void {
    const last = this.known.at(-1);
    if (last && !isAfter(position, last.position)) return;
    this.passed += 1;
    if (last && this.passed % FACTS_BETWEEN !== 0) return;
    this.known.push({ position, routing });
    // Every second one of the older half goes: the newest are those that are asked for.
    if (this.known.length > KEPT) {
      const older = this.known.splice(0, KEPT / 2).filter((_, nth) => nth % 2 === 0);
      this.known.unshift(...older);
    }
  }

  /** The last that is known at or before a position; none when there is none. */
  before(position: string | null): Known | undefined {
    if (position === null) return undefined;
    return this.known.findLast((one) => !isAfter(one.position, position));
  }

  /** How far the log is known. */
  get last(): Known | undefined {
    return this.known.at(-1);
  }
}
