import type { Fact } from '@fuyuan/domain';
import type { Cause } from './cause';
import type { Receipt } from './receipt';

/** A record as it stands: its folded state, and the revision of its last event (-1: there is none). */
export type Standing<State> = Readonly<{ state: State; revision: number }>;

/**
 * Port: all records of one kind.
 *
 * `change` loads the record, decides, appends at the revision read, and decides again when someone was faster,
 * so `decide` is pure. A repeated request is answered with its first receipt and decides nothing.
 *
 * Errors: whatever `decide` throws (RuleBroken); RequestReused, RevisionMismatch, ConcurrencyConflict,
 * StoreUnavailable.
 */
export abstract class Register<State, Event extends Fact> {
  abstract change(id: string, decide: (state: State) => Event[], cause: Cause): Promise<Receipt>;
  /** At once where the record is known to be as it stands. */
  abstract read(id: string): Standing<State> | Promise<Standing<State>>;
}
