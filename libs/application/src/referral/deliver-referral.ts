import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Referrals } from '@fuyuan/domain';
import type { Cause } from '../cause';
import type { Receipt } from '../receipt';
import { ReferralDesk } from './referral-desk';
import type { Said } from './said';

/** The acting unit is the actor's. */
export class DeliverReferral extends Command<Receipt> {
  constructor(
    readonly delivery: Said<Referrals.ReferralDelivery>,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(DeliverReferral)
export class DeliverReferralHandler implements ICommandHandler<DeliverReferral> {
  constructor(private readonly desk: ReferralDesk) {}

  execute({ delivery, cause }: DeliverReferral): Promise<Receipt> {
    return this.desk.change(delivery.referralId, cause, (state, by, now) =>
      Referrals.deliverReferral(state, { ...delivery, ...by }, now),
    );
  }
}
