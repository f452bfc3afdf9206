import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LawNotices } from '@fuyuan/domain';
import type { Cause } from '../cause';
import { Clock } from '../clock';
import type { Receipt } from '../receipt';
import { UnitStandings } from '../unit/unit-standings';
import { LawNoticeRegister } from './law-notice-register';

/** The acting unit is the actor's. */
export type LawNoticeReading = Omit<LawNotices.ActOfAddressee, 'unit'>;

export class ReadLawNotice extends Command<Receipt> {
  constructor(
    readonly reading: LawNoticeReading,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(ReadLawNotice)
export class ReadLawNoticeHandler implements ICommandHandler<ReadLawNotice> {
  constructor(
    private readonly notices: LawNoticeRegister,
    private readonly units: UnitStandings,
    private readonly clock: Clock,
  ) {}

  async execute({ reading, cause }: ReadLawNotice): Promise<Receipt> {
    const unit = await this.units.of(cause.actor.unit);
    return this.notices.change(
      reading.noticeId,
      (state) => LawNotices.readLawNotice(state, { ...reading, unit }, this.clock.now()),
      cause,
    );
  }
}
