import { isAfter } from '@fuyuan/event-store';
import type { Beginning, Routing } from '@fuyuan/publishing';

/** Who is told what, as it was after the fact at a position. */
export type Known = Readonly<{ position: string; routing: Routing }>;

/** So many facts lie in the log up to a position. */
export type Counted = Readonly<{ position: string; facts: number }>;

/** Of the many that are remembered, so many; the older, the farther apart. */
const KEPT = 64;
const FACTS_BETWEEN = 500;

/**
 * The routing at some positions of the log, so that a relay that begins again, or takes over, need not read the log
 * from its beginning. A routing is never changed, and what two of them share is held once: keeping some costs little.
 */
export class RoutingMemory {
  private readonly known: Known[] = [];
  private counted: Counted | undefined;

  /** Told of every fact in the order of the log, from its first; what is told again, or by another, is known already. */
  remember(position: string, routing: Routing): void {
    const { counted } = this;
    if (counted && !isAfter(position, counted.position)) return;
    const facts = (counted?.facts ?? 0) + 1;
    this.counted = { position, facts };
    if (facts > 1 && facts % FACTS_BETWEEN !== 0) return;
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

  /** How many facts the log holds up to the last that was told. */
  get reached(): Counted | undefined {
    return this.counted;
  }

  /** The last that is remembered. */
  get last(): Known | undefined {
    return this.known.at(-1);
  }
}

/** One for each place where a generation may begin: what was told before decides what is told next. */
export class RoutingMemories {
  private readonly all = new Map<Beginning, RoutingMemory>();

  of(beginning: Beginning): RoutingMemory {
    const known = this.all.get(beginning) ?? new RoutingMemory();
    this.all.set(beginning, known);
    return known;
  }
}
