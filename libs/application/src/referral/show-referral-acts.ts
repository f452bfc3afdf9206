import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Referrals } from '@fuyuan/domain';
import type { Actor } from '../cause';
import { Clock } from '../clock';
import { ReferralsInSight } from './referrals-in-sight';

export type ReferralOffers = Readonly<{ offers: readonly Referrals.Offer[]; revision: number }>;

/** Which acts the asker may do on a referral now, and why not the others. Errors: RecordUnknown, RecordNotYours. */
export class ShowReferralActs extends Query<ReferralOffers> {
  constructor(
    readonly referralId: string,
    readonly actor: Actor,
  ) {
    super();
  }
}

@QueryHandler(ShowReferralActs)
export class ShowReferralActsHandler implements IQueryHandler<ShowReferralActs> {
  constructor(
    private readonly inSight: ReferralsInSight,
    private readonly clock: Clock,
  ) {}

  async execute({ referralId, actor }: ShowReferralActs): Promise<ReferralOffers> {
    const { state, by, revision, sight } = await this.inSight.of(actor, referralId);
    return { offers: Referrals.actsOn(state, { ...by, until: sight.until }, this.clock.now()), revision };
  }
}
