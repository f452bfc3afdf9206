import { Units } from '@fuyuan/domain';
import type { Cause } from '../cause';
import type { UnitRegister } from './unit-register';

/** The act as it is asked for: decided on the record of its unit, for this cause. */
export type AskedOfUnit = Readonly<{
  unitId: string;
  decide: (state: Units.Unit) => Units.UnitEvent[];
  cause: Cause;
}>;

/** Ends a rehearsal where the act would be recorded. */
class WouldBeRecorded extends Error {
  override readonly name = 'WouldBeRecorded';
}

/**
 * Whether an act on a unit would be recorded now. An act that leaves a word on another record first must not leave it
 * when it is refused itself: by a rule, by the condition of its caller (If-Match), or because its key was used for
 * another request. So the register is asked for the act, and the act broken off before anything is recorded. False
 * where the record says so already. Errors: all with which the act itself would be refused.
 */
export async function wouldBeRecorded(units: UnitRegister, { unitId, decide, cause }: AskedOfUnit): Promise<boolean> {
  const rehearsed = (state: Units.Unit): Units.UnitEvent[] => {
    if (decide(state).length > 0) throw new WouldBeRecorded();
    return [];
  };
  try {
    await units.change(unitId, rehearsed, cause);
    return false;
  } catch (error) {
    if (error instanceof WouldBeRecorded) return true;
    throw error;
  }
}
