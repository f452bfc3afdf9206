import { REFERRAL_STATUSES, type Holding, type ReferralStatus } from './referral';

/**
 * What a unit is to a referral: who sent it, who holds it now, who handed it to the holder, who decides on more time,
 * who may urge (the sender, or the office of a region in which the sender or a holder lies), which procuratorate
 * supervises it, whose act it was.
 */
export type Party = 'sender' | 'holder' | 'handed-by' | 'approver' | 'urger' | 'supervisor' | 'author';

/** Whose act it is, and where the referral must stand. */
export type Competence = Readonly<{
  by: Party;
  in: readonly ReferralStatus[];
  /** Standing so, the record says already what the act would say: it changes nothing. */
  already?: ReferralStatus;
  /** Once in each holding: with this date set, it changes nothing. */
  once?: keyof Holding & `${string}At`;
  /** It rests on a provision of its own, not on that of the referral: the other counts on what it changes. */
  ownBasis?: true;
}>;

/**
 * Who may do what on a referral that was sent, and when: the one table. Every decision asks it, and so do the list of
 * acts on offer, the published access matrix and its test. Of the sending itself the kind decides: `send-referral.ts`.
 */
export const REFERRAL_COMPETENCE = {
  recall: { by: 'sender', in: ['sent', 'delivered', 'signed-for'], already: 'recalled' },
  deliver: { by: 'handed-by', in: ['sent'], once: 'deliveredAt' },
  'sign-for': { by: 'holder', in: ['sent', 'delivered'], once: 'signedForAt' },
  accept: { by: 'holder', in: ['signed-for'], once: 'acceptedAt' },
  return: { by: 'holder', in: ['signed-for'], already: 'returned' },
  forward: { by: 'holder', in: ['signed-for', 'accepted'] },
  'report-progress': { by: 'holder', in: ['accepted'] },
  'request-extension': { by: 'holder', in: ['accepted'] },
  'grant-extension': { by: 'approver', in: ['accepted', 'suspended'], ownBasis: true },
  'refuse-extension': { by: 'approver', in: ['accepted', 'suspended'], ownBasis: true },
  suspend: { by: 'holder', in: ['accepted'], already: 'suspended', ownBasis: true },
  resume: { by: 'holder', in: ['suspended'] },
  urge: { by: 'urger', in: ['sent', 'delivered', 'signed-for', 'accepted'] },
  // Supervision looks back too: at what was recalled, and at what was closed.
  supervise: { by: 'supervisor', in: REFERRAL_STATUSES, ownBasis: true },
  conclude: { by: 'holder', in: ['accepted'] },
  confirm: { by: 'sender', in: ['concluded'], already: 'confirmed' },
  'send-back': { by: 'sender', in: ['concluded'] },
  close: { by: 'sender', in: ['confirmed', 'returned'], already: 'closed' },
  reopen: { by: 'sender', in: ['closed'], ownBasis: true },
  // Wherever the referral stands: that nothing rests on the mistaken act yet is looked at in its place.
  correct: { by: 'author', in: REFERRAL_STATUSES },
} as const satisfies Record<string, Competence>;

export type ReferralAct = keyof typeof REFERRAL_COMPETENCE;

export const competenceFor = (act: ReferralAct): Competence => REFERRAL_COMPETENCE[act];
