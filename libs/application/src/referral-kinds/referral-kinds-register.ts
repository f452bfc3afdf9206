import type { ReferralKinds, ReferralKindsEvent } from '@fuyuan/domain';
import { Register } from '../register';

/** Port: the one list of the kinds of referrals. Stream `codeList-referral-kinds`. */
export abstract class ReferralKindsRegister extends Register<ReferralKinds.ReferralKinds, ReferralKindsEvent> {}
