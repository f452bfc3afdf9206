import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Referrals } from '@fuyuan/domain';
import type { Cause } from '../cause';
import type { Receipt } from '../receipt';
import { ReferralDesk } from './referral-desk';
import type { Said } from './said';

/** The acting unit is the actor's. */
export class UrgeReferral extends Command<Receipt> {
  constructor(
    readonly urging: Said<Referrals.ReferralUrging>,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(UrgeReferral)
export class UrgeReferralHandler implements ICommandHandler<UrgeReferral> {
  constructor(private readonly desk: ReferralDesk) {}

  execute({ urging, cause }: UrgeReferral): Promise<Receipt> {
    return this.desk.change(urging.referralId, cause, (state, by, now) =>
      Referrals.urgeReferral(state, { ...urging, ...by }, now),
    );
  }
}
