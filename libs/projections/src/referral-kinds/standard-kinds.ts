import type { MessageData } from '@fuyuan/contracts';

type Added = MessageData<'cn.fuyuan.referral-kind.added.v1'>;

/** A kind as it is published with its adding. */
export type Kind = Pick<Added, 'code' | 'name' | 'restricted' | 'needsConsent' | 'senderKinds' | 'receiverKinds'>;

const ORGANS = ['court', 'procuratorate', 'government', 'bureau', 'town', 'other'] as const;
const ANY = { restricted: false, needsConsent: false, senderKinds: null, receiverKinds: null };
const MEDIATION = {
  restricted: false,
  needsConsent: true,
  senderKinds: ['court'],
  receiverKinds: ['government', 'bureau', 'town', 'mediation-body', 'other'],
} as const;
const AMONG_ORGANS = { needsConsent: false, senderKinds: ORGANS, receiverKinds: ORGANS };

/** The kinds that stand from the beginning, without a message: a spec holds them against those of the model. */
export const STANDARD_KINDS: readonly Kind[] = [
  { code: 'assigned-mediation', name: '委派调解', ...MEDIATION },
  { code: 'entrusted-mediation', name: '委托调解', ...MEDIATION },
  { code: 'administrative-dispute-resolution', name: '行政争议化解', ...ANY },
  { code: 'case-clue', name: '案件线索移送', restricted: true, ...AMONG_ORGANS },
  { code: 'administrative-criminal-transfer', name: '行刑衔接移送', restricted: false, ...AMONG_ORGANS },
  { code: 'enforcement-assistance', name: '执行协助', ...ANY, senderKinds: ['court'] },
  { code: 'litigation-petition-transfer', name: '涉诉信访移交', ...ANY },
  { code: 'bankruptcy-matter', name: '破产事项', ...ANY },
  { code: 'other', name: '其他', ...ANY },
];
