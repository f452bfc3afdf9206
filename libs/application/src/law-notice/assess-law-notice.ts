import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LawNotices } from '@fuyuan/domain';
import type { Cause } from '../cause';
import { Clock } from '../clock';
import type { Receipt } from '../receipt';
import { UnitStandings } from '../unit/unit-standings';
import { LawNoticeRegister } from './law-notice-register';

/** The acting unit is the actor's. */
export type LawNoticeAssessment = Omit<LawNotices.LawNoticeAssessment, 'unit'>;

export class AssessLawNotice extends Command<Receipt> {
  constructor(
    readonly assessment: LawNoticeAssessment,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(AssessLawNotice)
export class AssessLawNoticeHandler implements ICommandHandler<AssessLawNotice> {
  constructor(
    private readonly notices: LawNoticeRegister,
    private readonly units: UnitStandings,
    private readonly clock: Clock,
  ) {}

  async execute({ assessment, cause }: AssessLawNotice): Promise<Receipt> {
    const unit = await this.units.of(cause.actor.unit);
    return this.notices.change(
      assessment.noticeId,
      (state) => LawNotices.assessLawNotice(state, { ...assessment, unit }, this.clock.now()),
      cause,
    );
  }
}
