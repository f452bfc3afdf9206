/** The rules of the model that say: not you. Whoever meets one tried an act that is another's. */
const OF_COMPETENCE: ReadonlySet<string> = new Set([
  'law-notice.not-addressed',
  'law-notice.not-an-organ',
  'law-notice.not-publisher',
  'referral.kind-not-for-sender',
  'referral.not-approver',
  'referral.not-handed-by-you',
  'referral.not-holder',
  'referral.not-sender',
  'referral.not-supervisor',
  'referral.not-to-urge',
  'referral.not-your-act',
  'unit.not-liaison-officer',
]);

/** Whether a rule refuses an act for want of competence of the one who acts, not for how the record stands. */
export const isLackOfCompetence = (rule: string): boolean => OF_COMPETENCE.has(rule);
