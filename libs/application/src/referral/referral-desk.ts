import { Injectable } from '@nestjs/common';
import type { Referral, ReferralEvent } from '@fuyuan/domain';
import type { Cause } from '../cause';
import { Clock } from '../clock';
import type { Receipt } from '../receipt';
import { RevisionMismatch } from '../refusals';
import { UnitStandings } from '../unit/unit-standings';
import { ReferralRegister } from './referral-register';
import { ReferralsInSight, type Acting } from './referrals-in-sight';

/** What is decided of a referral by one who may know of it. */
export type Decide = (state: Referral, by: Acting, now: Date) => ReferralEvent[];

/**
 * Where every act on a referral that was sent passes: first whether the actor may know of it, then the decision.
 * Errors: those of ReferralsInSight and of Register.
 */
@Injectable()
export class ReferralDesk {
  constructor(
    private readonly referrals: ReferralRegister,
    private readonly inSight: ReferralsInSight,
    private readonly units: UnitStandings,
    private readonly clock: Clock,
  ) {}

  async change(referralId: string, cause: Cause, decide: Decide): Promise<Receipt> {
    const { by, sight } = await this.inSight.of(cause.actor, referralId);
    const requireServing = await this.units.serving(cause.actor);
    const serving = (state: Referral) => {
      requireServing();
      return decide(state, by, this.clock.now());
    };
    return this.referrals.change(referralId, serving, sight.until === null ? cause : asSeen(cause, sight.until));
  }
}

/** Who gave it back may not learn by a condition on its revision what came after: for them it stands as they left it. */
function asSeen({ ifRevision, ...cause }: Cause, until: number): Cause {
  if (ifRevision !== undefined && ifRevision !== until) throw new RevisionMismatch(ifRevision, until);
  return cause;
}
