import type { ActOnReferral } from './act-on-referral';
import { decideAct } from './decide-act';
import type { Referral } from './referral';
import type { ReferralEvent } from './referral.events';

/** `opinion` is what the procuratorate holds, in its words: that a case be filed, that reasons be given. */
export type ReferralSupervision = ActOnReferral & Readonly<{ opinion: string }>;

/**
 * 检察监督: the procuratorate named at the sending says what it holds of how the referral is handled, on a provision of
 * its own (国务院令第310号 art. 14: transfers of suspected crimes are supervised by the procuratorate; art. 9 lets it
 * supervise the filing). It moves nothing: what follows is for the units whose acts those are.
 */
export const superviseReferral = (state: Referral, act: ReferralSupervision, now: Date): ReferralEvent[] =>
  decideAct('supervise', { state, act, now }, (fact) => ({
    type: 'ReferralSupervised',
    data: { ...fact, opinion: act.opinion },
  }));
