import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LawNotices } from '@fuyuan/domain';
import type { Cause } from '../cause';
import { Clock } from '../clock';
import type { Receipt } from '../receipt';
import { UnitStandings } from '../unit/unit-standings';
import { LawNoticeRegister } from './law-notice-register';

/** The acting unit is the actor's. */
export type LawNoticeWithdrawal = Omit<LawNotices.LawNoticeWithdrawal, 'unit'>;

export class WithdrawLawNotice extends Command<Receipt> {
  constructor(
    readonly withdrawal: LawNoticeWithdrawal,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(WithdrawLawNotice)
export class WithdrawLawNoticeHandler implements ICommandHandler<WithdrawLawNotice> {
  constructor(
    private readonly notices: LawNoticeRegister,
    private readonly units: UnitStandings,
    private readonly clock: Clock,
  ) {}

  async execute({ withdrawal, cause }: WithdrawLawNotice): Promise<Receipt> {
    const unit = await this.units.of(cause.actor.unit);
    return this.notices.change(
      withdrawal.noticeId,
      (state) => LawNotices.withdrawLawNotice(state, { ...withdrawal, unit }, this.clock.now()),
      cause,
    );
  }
}
