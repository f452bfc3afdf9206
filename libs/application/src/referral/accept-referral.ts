import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Referrals } from '@fuyuan/domain';
import type { Cause } from '../cause';
import type { Receipt } from '../receipt';
import { ReferralDesk } from './referral-desk';
import type { Said } from './said';

/** The acting unit is the actor's. */
export class AcceptReferral extends Command<Receipt> {
  constructor(
    readonly acceptance: Said<Referrals.ActOnReferral>,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(AcceptReferral)
export class AcceptReferralHandler implements ICommandHandler<AcceptReferral> {
  constructor(private readonly desk: ReferralDesk) {}

  execute({ acceptance, cause }: AcceptReferral): Promise<Receipt> {
    return this.desk.change(acceptance.referralId, cause, (state, by, now) =>
      Referrals.acceptReferral(state, { ...acceptance, ...by }, now),
    );
  }
}
