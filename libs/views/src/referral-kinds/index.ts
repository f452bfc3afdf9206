import type { View } from '../reading/view';
import { ReferralKindsController } from './referral-kinds.controller';
import { referralKindsProjection } from './referral-kinds.projection';

export const referralKindsView: View = {
  projection: referralKindsProjection,
  controllers: [ReferralKindsController],
  providers: [],
};

export { referralKindsProjection };
