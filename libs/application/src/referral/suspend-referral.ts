import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Referrals } from '@fuyuan/domain';
import type { Cause } from '../cause';
import type { Receipt } from '../receipt';
import { ReferralDesk } from './referral-desk';
import type { Said } from './said';

/** The acting unit is the actor's. */
export class SuspendReferral extends Command<Receipt> {
  constructor(
    readonly suspension: Said<Referrals.ReasonedAct>,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(SuspendReferral)
export class SuspendReferralHandler implements ICommandHandler<SuspendReferral> {
  constructor(private readonly desk: ReferralDesk) {}

  execute({ suspension, cause }: SuspendReferral): Promise<Receipt> {
    return this.desk.change(suspension.referralId, cause, (state, by, now) =>
      Referrals.suspendReferral(state, { ...suspension, ...by }, now),
    );
  }
}
