import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Referrals } from '@fuyuan/domain';
import type { Cause } from '../cause';
import type { Receipt } from '../receipt';
import { ReferralDesk } from './referral-desk';
import type { Said } from './said';

/** The acting unit is the actor's. */
export class ReopenReferral extends Command<Receipt> {
  constructor(
    readonly reopening: Said<Referrals.ReferralReopening>,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(ReopenReferral)
export class ReopenReferralHandler implements ICommandHandler<ReopenReferral> {
  constructor(private readonly desk: ReferralDesk) {}

  execute({ reopening, cause }: ReopenReferral): Promise<Receipt> {
    return this.desk.change(reopening.referralId, cause, (state, by, now) =>
      Referrals.reopenReferral(state, { ...reopening, ...by }, now),
    );
  }
}
