import { referralKindsProjection } from '@fuyuan/projections';
import type { View } from '../reading/view';
import { ReferralKindsController } from './referral-kinds.controller';

export const referralKindsView: View = {
  projection: referralKindsProjection,
  controllers: [ReferralKindsController],
  providers: [],
};

export { referralKindsProjection };
