import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Referrals } from '@fuyuan/domain';
import type { Cause } from '../cause';
import type { Receipt } from '../receipt';
import { ReferralDesk } from './referral-desk';
import type { Said } from './said';

/** The acting unit is the actor's. */
export class RecallReferral extends Command<Receipt> {
  constructor(
    readonly recall: Said<Referrals.ReasonedAct>,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(RecallReferral)
export class RecallReferralHandler implements ICommandHandler<RecallReferral> {
  constructor(private readonly desk: ReferralDesk) {}

  execute({ recall, cause }: RecallReferral): Promise<Receipt> {
    return this.desk.change(recall.referralId, cause, (state, by, now) =>
      Referrals.recallReferral(state, { ...recall, ...by }, now),
    );
  }
}
