import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LawNotices } from '@fuyuan/domain';
import type { Cause } from '../cause';
import { Clock } from '../clock';
import type { Receipt } from '../receipt';
import { UnitStandings } from '../unit/unit-standings';
import { LawNoticeRegister } from './law-notice-register';

/** The publisher is the actor's unit. */
export type LawNoticePublication = Omit<LawNotices.LawNoticePublication, 'publisher' | 'addressees'> & {
  readonly addressees: readonly string[];
};

export class PublishLawNotice extends Command<Receipt> {
  constructor(
    readonly publication: LawNoticePublication,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(PublishLawNotice)
export class PublishLawNoticeHandler implements ICommandHandler<PublishLawNotice> {
  constructor(
    private readonly notices: LawNoticeRegister,
    private readonly units: UnitStandings,
    private readonly clock: Clock,
  ) {}

  async execute({ publication, cause }: PublishLawNotice): Promise<Receipt> {
    const publisher = await this.units.of(cause.actor.unit);
    const addressees = await this.units.ofAll(publication.addressees);

    return this.notices.change(
      publication.noticeId,
      (state) => LawNotices.publishLawNotice(state, { ...publication, publisher, addressees }, this.clock.now()),
      cause,
    );
  }
}
