import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Actor } from '../cause';
import { RecordHistory, type HistoryPage } from '../history';
import { ReferralsInSight } from './referrals-in-sight';

/**
 * Every act on one referral, in order; for a unit that gave it back, no act after that. Errors: RecordUnknown,
 * RecordNotYours.
 */
export class ShowReferralHistory extends Query<HistoryPage> {
  constructor(
    readonly referralId: string,
    readonly actor: Actor,
    readonly from: number,
    readonly limit: number,
  ) {
    super();
  }
}

@QueryHandler(ShowReferralHistory)
export class ShowReferralHistoryHandler implements IQueryHandler<ShowReferralHistory> {
  constructor(
    private readonly inSight: ReferralsInSight,
    private readonly history: RecordHistory,
  ) {}

  async execute({ referralId, actor, from, limit }: ShowReferralHistory): Promise<HistoryPage> {
    const { sight } = await this.inSight.of(actor, referralId);
    const page = await this.history.of(`referral-${referralId}`, from, limit);
    const { until } = sight;
    if (until === null) return page;

    const entries = page.entries.filter(({ revision }) => revision <= until);
    return { entries, next: page.next !== null && page.next <= until ? page.next : null };
  }
}
