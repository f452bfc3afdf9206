import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { RecordHistory, type HistoryPage } from '../history';

/** Every beginning and end of a unit's subscriptions, in order. Errors: RecordUnknown. */
export class ShowSubscriptionHistory extends Query<HistoryPage> {
  constructor(
    readonly unitId: string,
    readonly from: number,
    readonly limit: number,
  ) {
    super();
  }
}

@QueryHandler(ShowSubscriptionHistory)
export class ShowSubscriptionHistoryHandler implements IQueryHandler<ShowSubscriptionHistory> {
  constructor(private readonly history: RecordHistory) {}

  execute({ unitId, from, limit }: ShowSubscriptionHistory): Promise<HistoryPage> {
    return this.history.of(`subscription-${unitId}`, from, limit);
  }
}
