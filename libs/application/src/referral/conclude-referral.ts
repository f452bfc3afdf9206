import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Referrals } from '@fuyuan/domain';
import type { Cause } from '../cause';
import type { Receipt } from '../receipt';
import { ReferralDesk } from './referral-desk';
import type { Said } from './said';

/** The acting unit is the actor's. */
export class ConcludeReferral extends Command<Receipt> {
  constructor(
    readonly conclusion: Said<Referrals.ReferralConclusion>,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(ConcludeReferral)
export class ConcludeReferralHandler implements ICommandHandler<ConcludeReferral> {
  constructor(private readonly desk: ReferralDesk) {}

  execute({ conclusion, cause }: ConcludeReferral): Promise<Receipt> {
    return this.desk.change(conclusion.referralId, cause, (state, by, now) =>
      Referrals.concludeReferral(state, { ...conclusion, ...by }, now),
    );
  }
}
