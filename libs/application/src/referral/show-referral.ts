import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Referrals } from '@fuyuan/domain';
import type { Actor } from '../cause';
import { ReferralsInSight } from './referrals-in-sight';

/** What the asker sees of a referral, and the revision up to which. */
export type SeenReferral = Readonly<{ sight: Referrals.ReferralSight; revision: number }>;

/** One referral as it stands, as far as the asker may see it. Errors: RecordUnknown, RecordNotYours. */
export class ShowReferral extends Query<SeenReferral> {
  constructor(
    readonly referralId: string,
    readonly actor: Actor,
  ) {
    super();
  }
}

@QueryHandler(ShowReferral)
export class ShowReferralHandler implements IQueryHandler<ShowReferral> {
  constructor(private readonly inSight: ReferralsInSight) {}

  async execute({ referralId, actor }: ShowReferral): Promise<SeenReferral> {
    const { sight, revision } = await this.inSight.of(actor, referralId);
    return { sight, revision };
  }
}
