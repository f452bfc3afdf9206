import { decided, factOf, requireSent, requireStatus, type ActOnReferral } from './act-on-referral';
import { requireUrger } from './competence';
import type { Referral } from './referral';
import type { ReferralEvent } from './referral.events';

export type ReferralUrging = ActOnReferral & Readonly<{ words: string }>;

/** 催办: the sender or the office, while it is with a unit that could act. The same words count once a day. */
export function urgeReferral(state: Referral, act: ReferralUrging, now: Date): ReferralEvent[] {
  const known = requireSent(state, act.referralId);
  const data = { ...factOf(known, act, now), words: act.words };

  return decided(known, act, { type: 'ReferralUrged', data }, () => {
    requireUrger(known, act);
    requireStatus(known, 'sent', 'delivered', 'signed-for', 'accepted');
    return undefined;
  });
}
