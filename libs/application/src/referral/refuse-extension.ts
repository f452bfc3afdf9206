import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Referrals } from '@fuyuan/domain';
import type { Cause } from '../cause';
import type { Receipt } from '../receipt';
import { ReferralDesk } from './referral-desk';
import type { Said } from './said';

/** The acting unit is the actor's. */
export class RefuseReferralExtension extends Command<Receipt> {
  constructor(
    readonly refusal: Said<Referrals.ReasonedAct>,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(RefuseReferralExtension)
export class RefuseReferralExtensionHandler implements ICommandHandler<RefuseReferralExtension> {
  constructor(private readonly desk: ReferralDesk) {}

  execute({ refusal, cause }: RefuseReferralExtension): Promise<Receipt> {
    return this.desk.change(refusal.referralId, cause, (state, by, now) =>
      Referrals.refuseExtension(state, { ...refusal, ...by }, now),
    );
  }
}
