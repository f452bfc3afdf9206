import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LawNotices } from '@fuyuan/domain';
import type { Cause } from '../cause';
import { Clock } from '../clock';
import type { Receipt } from '../receipt';
import { UnitStandings } from '../unit/unit-standings';
import { LawNoticeRegister } from './law-notice-register';

/** The acting unit is the actor's. */
export type LawNoticeReceiving = Omit<LawNotices.ActOfAddressee, 'unit'>;

export class SignForLawNotice extends Command<Receipt> {
  constructor(
    readonly receiving: LawNoticeReceiving,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(SignForLawNotice)
export class SignForLawNoticeHandler implements ICommandHandler<SignForLawNotice> {
  constructor(
    private readonly notices: LawNoticeRegister,
    private readonly units: UnitStandings,
    private readonly clock: Clock,
  ) {}

  async execute({ receiving, cause }: SignForLawNotice): Promise<Receipt> {
    const unit = await this.units.of(cause.actor.unit);
    return this.notices.change(
      receiving.noticeId,
      (state) => LawNotices.signForLawNotice(state, { ...receiving, unit }, this.clock.now()),
      cause,
    );
  }
}
