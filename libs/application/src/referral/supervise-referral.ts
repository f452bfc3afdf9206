import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Referrals } from '@fuyuan/domain';
import type { Cause } from '../cause';
import type { Receipt } from '../receipt';
import { ReferralDesk } from './referral-desk';
import type { Said } from './said';

/** The acting unit is the actor's: the procuratorate that was named at the sending. */
export class SuperviseReferral extends Command<Receipt> {
  constructor(
    readonly supervision: Said<Referrals.ReferralSupervision>,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(SuperviseReferral)
export class SuperviseReferralHandler implements ICommandHandler<SuperviseReferral> {
  constructor(private readonly desk: ReferralDesk) {}

  execute({ supervision, cause }: SuperviseReferral): Promise<Receipt> {
    return this.desk.change(supervision.referralId, cause, (state, by, now) =>
      Referrals.superviseReferral(state, { ...supervision, ...by }, now),
    );
  }
}
