import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Actor } from '../cause';
import { RecordHistory, type HistoryPage } from '../history';
import { LawNoticesInSight } from './law-notices-in-sight';

/** Every act on one notice, in order. Errors: RecordUnknown, RecordNotYours. */
export class ShowLawNoticeHistory extends Query<HistoryPage> {
  constructor(
    readonly noticeId: string,
    readonly actor: Actor,
    readonly from: number,
    readonly limit: number,
  ) {
    super();
  }
}

@QueryHandler(ShowLawNoticeHistory)
export class ShowLawNoticeHistoryHandler implements IQueryHandler<ShowLawNoticeHistory> {
  constructor(
    private readonly inSight: LawNoticesInSight,
    private readonly history: RecordHistory,
  ) {}

  async execute({ noticeId, actor, from, limit }: ShowLawNoticeHistory): Promise<HistoryPage> {
    await this.inSight.of(actor, noticeId);
    return this.history.of(`lawNotice-${noticeId}`, from, limit);
  }
}
