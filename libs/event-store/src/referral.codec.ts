import type { ReferralEvent } from '@fuyuan/domain';
import { codec } from './codec';
import { openToAll } from './referral-kinds.codec';

type SentV1 = Readonly<{ kind: Parameters<typeof openToAll>[0] }>;

export const referralCodec = codec<ReferralEvent>({
  // It keeps its kind as it stood.
  ReferralSent: { upcasts: [(v1: SentV1) => ({ ...v1, kind: openToAll(v1.kind) })] },
  ReferralRecalled: { upcasts: [] },
  ReferralDelivered: { upcasts: [] },
  ReferralSignedFor: { upcasts: [] },
  ReferralAccepted: { upcasts: [] },
  ReferralReturned: { upcasts: [] },
  ReferralForwarded: { upcasts: [] },
  ReferralProgressReported: { upcasts: [] },
  ReferralExtensionRequested: { upcasts: [] },
  ReferralExtensionGranted: { upcasts: [] },
  ReferralExtensionRefused: { upcasts: [] },
  ReferralSuspended: { upcasts: [] },
  ReferralResumed: { upcasts: [] },
  ReferralUrged: { upcasts: [] },
  ReferralSupervised: { upcasts: [] },
  ReferralConcluded: { upcasts: [] },
  ReferralConfirmed: { upcasts: [] },
  ReferralSentBack: { upcasts: [] },
  ReferralClosed: { upcasts: [] },
  ReferralReopened: { upcasts: [] },
  ReferralActCorrected: { upcasts: [] },
});
