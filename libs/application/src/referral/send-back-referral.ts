import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Referrals } from '@fuyuan/domain';
import type { Cause } from '../cause';
import type { Receipt } from '../receipt';
import { ReferralDesk } from './referral-desk';
import type { Said } from './said';

/** The acting unit is the actor's. */
export class SendBackReferral extends Command<Receipt> {
  constructor(
    readonly sendingBack: Said<Referrals.ReasonedAct>,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(SendBackReferral)
export class SendBackReferralHandler implements ICommandHandler<SendBackReferral> {
  constructor(private readonly desk: ReferralDesk) {}

  execute({ sendingBack, cause }: SendBackReferral): Promise<Receipt> {
    return this.desk.change(sendingBack.referralId, cause, (state, by, now) =>
      Referrals.sendBackReferral(state, { ...sendingBack, ...by }, now),
    );
  }
}
