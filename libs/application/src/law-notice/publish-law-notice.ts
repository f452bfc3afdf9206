import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LawNotices, type Units } from '@fuyuan/domain';
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
    const act = publicationBy(publisher, publication, addressees);

    return this.notices.change(
      publication.noticeId,
      (state) => LawNotices.publishLawNotice(state, act, this.clock.now()),
      cause,
    );
  }
}

/** Written out: replacing a property in a copy takes V8 several times as long, and every publication pays for it. */
function publicationBy(
  publisher: Units.UnitStanding,
  { noticeId, norm, legalBasis, occurredAt }: LawNoticePublication,
  addressees: readonly Units.UnitStanding[],
): LawNotices.LawNoticePublication {
  const act = { noticeId, publisher, addressees, norm, legalBasis };
  return occurredAt === undefined ? act : { ...act, occurredAt };
}
