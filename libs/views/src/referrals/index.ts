import { referralsProjection } from '@fuyuan/projections';
import type { View } from '../reading/view';
import { ReferralDesk } from './referral-desk';
import { ReferralsController } from './referrals.controller';

/** Referrals, as each unit may see them. */
export const referralsView: View = {
  projection: referralsProjection,
  controllers: [ReferralsController],
  providers: [ReferralDesk],
};
