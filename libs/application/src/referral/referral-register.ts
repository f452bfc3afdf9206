import type { Referral, ReferralEvent } from '@fuyuan/domain';
import { Register } from '../register';

/** Port: the referrals. Streams `referral-<referralId>`. */
export abstract class ReferralRegister extends Register<Referral, ReferralEvent> {}
