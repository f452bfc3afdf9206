import type { ReferralEvent } from '@fuyuan/domain';
import { codec } from './codec';

export const referralCodec = codec<ReferralEvent>({
  ReferralSent: { upcasts: [] },
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
  ReferralConcluded: { upcasts: [] },
  ReferralConfirmed: { upcasts: [] },
  ReferralSentBack: { upcasts: [] },
  ReferralClosed: { upcasts: [] },
  ReferralReopened: { upcasts: [] },
  ReferralActCorrected: { upcasts: [] },
});
