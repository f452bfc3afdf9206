import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Referrals } from '@fuyuan/domain';
import type { Cause } from '../cause';
import type { Receipt } from '../receipt';
import { ReferralDesk } from './referral-desk';
import type { Said } from './said';

/** The acting unit is the actor's. */
export class ReturnReferral extends Command<Receipt> {
  constructor(
    readonly giving: Said<Referrals.ReasonedAct>,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(ReturnReferral)
export class ReturnReferralHandler implements ICommandHandler<ReturnReferral> {
  constructor(private readonly desk: ReferralDesk) {}

  execute({ giving, cause }: ReturnReferral): Promise<Receipt> {
    return this.desk.change(giving.referralId, cause, (state, by, now) =>
      Referrals.returnReferral(state, { ...giving, ...by }, now),
    );
  }
}
