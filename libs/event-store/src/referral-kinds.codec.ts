import type { ReferralKindsEvent } from '@fuyuan/domain';
import { codec } from './codec';

export const referralKindsCodec = codec<ReferralKindsEvent>({
  ReferralKindAdded: { upcasts: [] },
  ReferralKindEnded: { upcasts: [] },
});
