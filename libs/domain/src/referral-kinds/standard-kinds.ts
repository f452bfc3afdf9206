import { ORGANS } from '../unit';
import type { ReferralKind } from './referral-kinds.events';

const ANY = { senderKinds: null, receiverKinds: null };
const OPEN = { restricted: false, needsConsent: false, ...ANY };

/**
 * 委派、委托调解 are a court's (最高人民法院关于人民法院特邀调解的规定 第一条、第十一条), to a body that mediates: a
 * mediation body, an authority that mediates within its powers, a trade's or another body; never to a court, a
 * procuratorate or a bank. Both need the parties' consent.
 */
const MEDIATION = {
  restricted: false,
  needsConsent: true,
  senderKinds: ['court'],
  receiverKinds: ['government', 'bureau', 'town', 'mediation-body', 'other'],
} as const;

/**
 * 线索 pass among organs alone, and only those named know of them (泰安「涉黑恶案件线索核查反馈移交」机制: courts, police,
 * procuratorates; 监察法 第三十四条: every organ of state to the supervisory commission, which is registered as `other`).
 */
const CLUE = { restricted: true, needsConsent: false, senderKinds: ORGANS, receiverKinds: ORGANS };

/**
 * 行刑衔接 goes both ways: from those who have powers of administrative punishment, authorised bodies among them, to the
 * police (行政执法机关移送涉嫌犯罪案件的规定，国务院令第310号，第二条、第三条), and back where a penalty is due but no crime
 * (行政处罚法 第二十七条). Mediation bodies and banks punish nobody.
 */
const PENAL = { restricted: false, needsConsent: false, senderKinds: ORGANS, receiverKinds: ORGANS };

/** 执行协助 is asked for by a court, of whoever must assist it (民事诉讼法 执行程序编: banks as well as authorities). */
const ENFORCEMENT = { ...OPEN, senderKinds: ['court'] } as const;

/**
 * The kinds that every city has from the beginning, without an event; it adds its own and ends what it does not use.
 * Who may send and receive is restricted only where a source says so.
 */
export const STANDARD_KINDS: readonly ReferralKind[] = [
  { code: 'assigned-mediation', name: '委派调解', ...MEDIATION },
  { code: 'entrusted-mediation', name: '委托调解', ...MEDIATION },
  { code: 'administrative-dispute-resolution', name: '行政争议化解', ...OPEN },
  { code: 'case-clue', name: '案件线索移送', ...CLUE },
  { code: 'administrative-criminal-transfer', name: '行刑衔接移送', ...PENAL },
  { code: 'enforcement-assistance', name: '执行协助', ...ENFORCEMENT },
  { code: 'litigation-petition-transfer', name: '涉诉信访移交', ...OPEN },
  { code: 'bankruptcy-matter', name: '破产事项', ...OPEN },
  { code: 'other', name: '其他', ...OPEN },
];
