import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { CalendarDate } from '@fuyuan/domain';
import { RecordHistory, type HistoryPage } from '../history';
import { RecordUnknown } from '../refusals';
import { DenialBook } from './denial-book';

/** The denials of one day in Asia/Shanghai, in the order in which they were recorded; none is an empty page. */
export class ShowDenials extends Query<HistoryPage> {
  constructor(
    readonly day: CalendarDate,
    readonly from: number,
    readonly limit: number,
  ) {
    super();
  }
}

/** What this process has noted is recorded first, so that an auditor misses nothing of it. Errors: StoreUnavailable. */
@QueryHandler(ShowDenials)
export class ShowDenialsHandler implements IQueryHandler<ShowDenials> {
  constructor(
    private readonly book: DenialBook,
    private readonly history: RecordHistory,
  ) {}

  async execute({ day, from, limit }: ShowDenials): Promise<HistoryPage> {
    await this.book.flush();
    try {
      return await this.history.of(`denials-${day}`, from, limit);
    } catch (error) {
      if (error instanceof RecordUnknown) return { entries: [], next: null };
      throw error;
    }
  }
}
