import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Referrals } from '@fuyuan/domain';
import type { Cause } from '../cause';
import type { Receipt } from '../receipt';
import { ReferralDesk } from './referral-desk';
import type { Said } from './said';

/** The acting unit is the actor's. */
export class ReportReferralProgress extends Command<Receipt> {
  constructor(
    readonly report: Said<Referrals.ReferralProgress>,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(ReportReferralProgress)
export class ReportReferralProgressHandler implements ICommandHandler<ReportReferralProgress> {
  constructor(private readonly desk: ReferralDesk) {}

  execute({ report, cause }: ReportReferralProgress): Promise<Receipt> {
    return this.desk.change(report.referralId, cause, (state, by, now) =>
      Referrals.reportProgress(state, { ...report, ...by }, now),
    );
  }
}
