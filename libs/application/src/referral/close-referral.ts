import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Referrals } from '@fuyuan/domain';
import type { Cause } from '../cause';
import type { Receipt } from '../receipt';
import { ReferralDesk } from './referral-desk';
import type { Said } from './said';

/** The acting unit is the actor's. */
export class CloseReferral extends Command<Receipt> {
  constructor(
    readonly closing: Said<Referrals.ReferralClosing>,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(CloseReferral)
export class CloseReferralHandler implements ICommandHandler<CloseReferral> {
  constructor(private readonly desk: ReferralDesk) {}

  execute({ closing, cause }: CloseReferral): Promise<Receipt> {
    return this.desk.change(closing.referralId, cause, (state, by, now) =>
      Referrals.closeReferral(state, { ...closing, ...by }, now),
    );
  }
}
