import { AddReferralKindHandler } from './add-referral-kind';
import { EndReferralKindHandler } from './end-referral-kind';
import { ShowReferralKindsHandler, ShowReferralKindsHistoryHandler } from './show-referral-kinds';

export const referralKindsUseCases = [
  AddReferralKindHandler,
  EndReferralKindHandler,
  ShowReferralKindsHandler,
  ShowReferralKindsHistoryHandler,
];
