import type { ActOnReferral } from './act-on-referral';
import { decideAct } from './decide-act';
import type { Referral } from './referral';
import type { ReferralEvent } from './referral.events';

export type ReferralUrging = ActOnReferral & Readonly<{ words: string }>;

/** 催办: the sender or the office, while it is with a unit that could act. The same words count once a day. */
export const urgeReferral = (state: Referral, act: ReferralUrging, now: Date): ReferralEvent[] =>
  decideAct('urge', { state, act, now }, (fact) => ({ type: 'ReferralUrged', data: { ...fact, words: act.words } }));
