import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Referrals } from '@fuyuan/domain';
import type { Cause } from '../cause';
import type { Receipt } from '../receipt';
import { ReferralDesk } from './referral-desk';
import type { Said } from './said';

/** The acting unit is the actor's. */
export class ConfirmReferral extends Command<Receipt> {
  constructor(
    readonly confirmation: Said<Referrals.ActOnReferral>,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(ConfirmReferral)
export class ConfirmReferralHandler implements ICommandHandler<ConfirmReferral> {
  constructor(private readonly desk: ReferralDesk) {}

  execute({ confirmation, cause }: ConfirmReferral): Promise<Receipt> {
    return this.desk.change(confirmation.referralId, cause, (state, by, now) =>
      Referrals.confirmReferral(state, { ...confirmation, ...by }, now),
    );
  }
}
