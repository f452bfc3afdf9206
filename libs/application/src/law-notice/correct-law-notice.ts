import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LawNotices } from '@fuyuan/domain';
import type { Cause } from '../cause';
import { Clock } from '../clock';
import type { Receipt } from '../receipt';
import { UnitStandings } from '../unit/unit-standings';
import { LawNoticeRegister } from './law-notice-register';

/** The acting unit is the actor's. */
export type LawNoticeCorrection = Omit<LawNotices.LawNoticeCorrection, 'unit'>;

export class CorrectLawNotice extends Command<Receipt> {
  constructor(
    readonly correction: LawNoticeCorrection,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(CorrectLawNotice)
export class CorrectLawNoticeHandler implements ICommandHandler<CorrectLawNotice> {
  constructor(
    private readonly notices: LawNoticeRegister,
    private readonly units: UnitStandings,
    private readonly clock: Clock,
  ) {}

  async execute({ correction, cause }: CorrectLawNotice): Promise<Receipt> {
    const unit = await this.units.of(cause.actor.unit);
    return this.notices.change(
      correction.noticeId,
      (state) => LawNotices.correctLawNotice(state, { ...correction, unit }, this.clock.now()),
      cause,
    );
  }
}
