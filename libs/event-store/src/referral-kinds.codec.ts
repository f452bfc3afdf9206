import type { ReferralKindsEvent } from '@fuyuan/domain';
import { codec } from './codec';

type AddedV1 = Readonly<{ code: string; name: string; restricted: boolean; needsConsent: boolean }>;

/** Until version 2 a kind said nothing of who may send or receive: anyone might. */
export const openToAll = (v1: AddedV1) => ({ ...v1, senderKinds: null, receiverKinds: null });

export const referralKindsCodec = codec<ReferralKindsEvent>({
  ReferralKindAdded: { upcasts: [openToAll] },
  ReferralKindEnded: { upcasts: [] },
});
