import type { View } from '../reading/view';
import { ReferralDesk } from './referral-desk';
import { referrals } from './referrals.projection';
import { ReferralsController } from './referrals.controller';

/** Referrals, as each unit may see them. */
export const referralsView: View = {
  projection: referrals,
  controllers: [ReferralsController],
  providers: [ReferralDesk],
};
