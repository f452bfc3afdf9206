import type { ReferralKind } from './referral-kinds.events';

const OPEN = { restricted: false, needsConsent: false };
const CONSENTED = { restricted: false, needsConsent: true };
const RESTRICTED = { restricted: true, needsConsent: false };

/** The kinds that every city has from the beginning, without an event; it adds its own and ends what it does not use. */
export const STANDARD_KINDS: readonly ReferralKind[] = [
  { code: 'assigned-mediation', name: '委派调解', ...CONSENTED },
  { code: 'entrusted-mediation', name: '委托调解', ...CONSENTED },
  { code: 'administrative-dispute-resolution', name: '行政争议化解', ...OPEN },
  { code: 'case-clue', name: '案件线索移送', ...RESTRICTED },
  { code: 'administrative-criminal-transfer', name: '行刑衔接移送', ...OPEN },
  { code: 'enforcement-assistance', name: '执行协助', ...OPEN },
  { code: 'litigation-petition-transfer', name: '涉诉信访移交', ...OPEN },
  { code: 'bankruptcy-matter', name: '破产事项', ...OPEN },
  { code: 'other', name: '其他', ...OPEN },
];
