import { Units } from '@fuyuan/domain';
import type { Cause } from '../cause';
import type { UnitRegister } from './unit-register';

/** An end that names an heir, and how it is decided. */
type Ending = Readonly<{
  end: Omit<Units.HeirNaming, 'predecessorId'> & Readonly<{ heirId: string }>;
  decide: (state: Units.Unit) => Units.UnitEvent[];
  cause: Cause;
  now: Date;
}>;

/**
 * Records with the heir whose heir it is, where the end of the other would be recorded now. One append is to one
 * record, so the heir's comes first: torn off between the two, the heir only knows of more than happened, and the same
 * request again completes it. Where the end would be refused, or is recorded already under an heir that has ended
 * since, nothing is recorded here and the end itself answers. Errors: RuleBroken, where the heir cannot go on.
 */
export async function nameHeir(units: UnitRegister, { end, decide, cause, now }: Ending): Promise<void> {
  const { unitId: predecessorId, heirId, effectiveOn, legalBasis, occurredAt } = end;
  const heir = (await units.read(heirId)).state;
  if (heir.status !== 'registered' || !isAccepted(decide, (await units.read(predecessorId)).state)) return;

  const said = occurredAt === undefined ? {} : { occurredAt };
  const naming = { unitId: heirId, predecessorId, effectiveOn, legalBasis, ...said };
  await units.change(heirId, (state) => Units.nameHeir(state, naming, now), ofTheHeir(cause));
}

function isAccepted(decide: Ending['decide'], state: Units.Unit): boolean {
  try {
    decide(state);
    return true;
  } catch {
    return false;
  }
}

/** The same request on another record: events of its own, and no condition on the revision of the unit that ends. */
const ofTheHeir = ({ ifRevision: _, request: { id, fingerprint }, ...cause }: Cause): Cause => ({
  ...cause,
  request: { id, fingerprint: `${fingerprint}-heir` },
});
