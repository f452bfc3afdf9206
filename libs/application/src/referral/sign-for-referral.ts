import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Referrals } from '@fuyuan/domain';
import type { Cause } from '../cause';
import type { Receipt } from '../receipt';
import { ReferralDesk } from './referral-desk';
import type { Said } from './said';

/** The acting unit is the actor's. */
export class SignForReferral extends Command<Receipt> {
  constructor(
    readonly receiving: Said<Referrals.ActOnReferral>,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(SignForReferral)
export class SignForReferralHandler implements ICommandHandler<SignForReferral> {
  constructor(private readonly desk: ReferralDesk) {}

  execute({ receiving, cause }: SignForReferral): Promise<Receipt> {
    return this.desk.change(receiving.referralId, cause, (state, by, now) =>
      Referrals.signForReferral(state, { ...receiving, ...by }, now),
    );
  }
}
