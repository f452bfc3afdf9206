import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { RecordHistory, type HistoryPage } from '../history';

/** Every change to one account, in order. Errors: RecordUnknown. */
export class ShowAccountHistory extends Query<HistoryPage> {
  constructor(
    readonly account: string,
    readonly from: number,
    readonly limit: number,
  ) {
    super();
  }
}

@QueryHandler(ShowAccountHistory)
export class ShowAccountHistoryHandler implements IQueryHandler<ShowAccountHistory> {
  constructor(private readonly history: RecordHistory) {}

  execute({ account, from, limit }: ShowAccountHistory): Promise<HistoryPage> {
    return this.history.of(`account-${account}`, from, limit);
  }
}
