import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { LawNotices } from '@fuyuan/domain';
import type { Actor } from '../cause';
import type { Standing } from '../register';
import { LawNoticesInSight } from './law-notices-in-sight';

export type KnownLawNotice = Exclude<LawNotices.LawNotice, { status: 'unknown' }>;

/** One notice as it stands. Errors: RecordUnknown, RecordNotYours. */
export class ShowLawNotice extends Query<Standing<KnownLawNotice>> {
  constructor(
    readonly noticeId: string,
    readonly actor: Actor,
  ) {
    super();
  }
}

@QueryHandler(ShowLawNotice)
export class ShowLawNoticeHandler implements IQueryHandler<ShowLawNotice> {
  constructor(private readonly inSight: LawNoticesInSight) {}

  execute({ noticeId, actor }: ShowLawNotice): Promise<Standing<KnownLawNotice>> {
    return this.inSight.of(actor, noticeId);
  }
}
