import { Units } from '@fuyuan/domain';
import type { Cause } from '../cause';
import type { UnitRegister } from './unit-register';
import { wouldBeRecorded } from './would-be-recorded';

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
 * request again completes it. Where the end is recorded already, the end itself answers.
 * Errors: those of the end; RuleBroken, where the heir cannot go on.
 */
export async function nameHeir(units: UnitRegister, { end, decide, cause, now }: Ending): Promise<void> {
  const { unitId: predecessorId, heirId, effectiveOn, legalBasis, occurredAt } = end;
  const heir = (await units.read(heirId)).state;
  if (heir.status !== 'registered' || !(await wouldBeRecorded(units, { unitId: predecessorId, decide, cause }))) return;

  const said = occurredAt === undefined ? {} : { occurredAt };
  const naming = { unitId: heirId, predecessorId, effectiveOn, legalBasis, ...said };
  await units.change(heirId, (state) => Units.nameHeir(state, naming, now), ofTheHeir(cause));
}

/** The same request on another record: events of its own, and no condition on the revision of the unit that ends. */
const ofTheHeir = ({ ifRevision: _, request: { id, fingerprint }, ...cause }: Cause): Cause => ({
  ...cause,
  request: { id, fingerprint: `${fingerprint}-heir` },
});
