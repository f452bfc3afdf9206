import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Referrals } from '@fuyuan/domain';
import type { Cause } from '../cause';
import type { Receipt } from '../receipt';
import { ReferralDesk } from './referral-desk';
import type { Said } from './said';

/** The acting unit is the actor's. */
export class ResumeReferral extends Command<Receipt> {
  constructor(
    readonly resumption: Said<Referrals.ReasonedAct>,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(ResumeReferral)
export class ResumeReferralHandler implements ICommandHandler<ResumeReferral> {
  constructor(private readonly desk: ReferralDesk) {}

  execute({ resumption, cause }: ResumeReferral): Promise<Receipt> {
    return this.desk.change(resumption.referralId, cause, (state, by, now) =>
      Referrals.resumeReferral(state, { ...resumption, ...by }, now),
    );
  }
}
