import type { ReferralEvent, ReferralKinds, Referrals, Units } from '@fuyuan/domain';

export const NOW = new Date('2026-03-02T01:00:00.000Z');
export const AT = NOW.toISOString();
export const BASIS = [{ norm: '磐石市府院联动联席会议工作规则', article: '第十条' }];
export const OWN_BASIS = [{ norm: '最高人民法院关于人民法院特邀调解的规定', article: '第二十七条' }];

/** The units of the stories: a court sends to a bureau, which may hand on to the town and the town to the police. */
export const unit = (
  unitId: string,
  standing: Units.UnitStanding['standing'] = 'active',
  regionCode = '220284',
): Units.UnitStanding =>
  standing === 'unknown'
    ? { unitId, standing, regionCode: null, kind: null }
    : { unitId, standing, regionCode, kind: KINDS[unitId] ?? 'bureau' };

const KINDS: Readonly<Record<string, Units.UnitKind>> = {
  court: 'court',
  procuratorate: 'procuratorate',
  convener: 'government',
  town: 'town',
  bank: 'bank',
  committee: 'mediation-body',
};

export const court = unit('court');
export const bureau = unit('bureau');
export const town = unit('town');
export const police = unit('police');
export const convener = unit('convener');
export const office = unit('office');
export const procuratorate = unit('procuratorate');

const ORGANS = ['court', 'procuratorate', 'government', 'bureau', 'town', 'other'] as const;

export const enforcement: ReferralKinds.ReferralKind = {
  code: 'enforcement-assistance',
  name: '执行协助',
  restricted: false,
  needsConsent: false,
  senderKinds: ['court'],
  receiverKinds: null,
};
export const clue: ReferralKinds.ReferralKind = {
  code: 'case-clue',
  name: '案件线索移送',
  restricted: true,
  needsConsent: false,
  senderKinds: ORGANS,
  receiverKinds: ORGANS,
};
export const mediation: ReferralKinds.ReferralKind = {
  code: 'assigned-mediation',
  name: '委派调解',
  restricted: false,
  needsConsent: true,
  senderKinds: ['court'],
  receiverKinds: ['bureau', 'mediation-body'],
};

type TypeOf = ReferralEvent['type'];
type DataOf<Type extends TypeOf> = Extract<ReferralEvent, { type: Type }>['data'];
type Said<Type extends TypeOf> = Omit<DataOf<Type>, 'referralId' | 'unitId' | 'legalBasis' | 'occurredAt'>;

/** An act of a unit as it lies on record. */
export const fact = <Type extends TypeOf>(
  type: Type,
  unitId: string,
  said: Said<Type> & Partial<DataOf<Type>>,
): Extract<ReferralEvent, { type: Type }> =>
  ({ type, data: { referralId: 'r1', unitId, legalBasis: BASIS, occurredAt: AT, ...said } }) as unknown as Extract<
    ReferralEvent,
    { type: Type }
  >;

const toBureau = {
  senderRegion: '220284',
  receiverId: 'bureau',
  receiverRegion: '220284',
  approverId: 'convener',
  subject: '协助查询不动产登记',
  request: '请协助查询并书面回复',
  caseNumber: '（2026）吉0284执12号',
  consent: null,
};

/** What had happened, named. */
export const past = {
  sent: fact('ReferralSent', 'court', { ...toBureau, kind: enforcement }),
  mediationSent: fact('ReferralSent', 'court', {
    ...toBureau,
    kind: mediation,
    consent: { parties: 2, consentedOn: '2026-03-01', paper: '调解同意书' },
  }),
  supervisedSent: fact('ReferralSent', 'court', { ...toBureau, kind: enforcement, supervisorId: 'procuratorate' }),
  clueSent: fact('ReferralSent', 'court', { ...toBureau, kind: clue }),
  recalled: fact('ReferralRecalled', 'court', { reason: '移送有误' }),
  delivered: fact('ReferralDelivered', 'court', { mode: 'electronic' }),
  signedFor: fact('ReferralSignedFor', 'bureau', {}),
  accepted: fact('ReferralAccepted', 'bureau', {}),
  returned: fact('ReferralReturned', 'bureau', { reason: '材料不全' }),
  forwarded: fact('ReferralForwarded', 'bureau', {
    reason: '属地办理',
    receiverId: 'town',
    receiverRegion: '220284',
  }),
  progress: fact('ReferralProgressReported', 'bureau', { progress: '已调取登记簿' }),
  extensionAsked: fact('ReferralExtensionRequested', 'bureau', { until: '2026-05-01', reason: '需实地核查' }),
  extensionGranted: fact('ReferralExtensionGranted', 'convener', { until: '2026-05-01', legalBasis: OWN_BASIS }),
  extensionRefused: fact('ReferralExtensionRefused', 'convener', { reason: '理由不足', legalBasis: OWN_BASIS }),
  suspended: fact('ReferralSuspended', 'bureau', { reason: '等待另案结果', legalBasis: OWN_BASIS }),
  resumed: fact('ReferralResumed', 'bureau', { reason: '另案已结' }),
  urged: fact('ReferralUrged', 'court', { words: '请尽快办理' }),
  supervised: fact('ReferralSupervised', 'procuratorate', { opinion: '请说明不予立案的理由', legalBasis: OWN_BASIS }),
  concluded: fact('ReferralConcluded', 'bureau', { outcome: 'settled', summary: '已协助查询' }),
  confirmed: fact('ReferralConfirmed', 'court', {}),
  sentBack: fact('ReferralSentBack', 'court', { reason: '缺少附件' }),
  closed: fact('ReferralClosed', 'court', { remark: null }),
  reopened: fact('ReferralReopened', 'court', {
    reason: '发现新情况',
    decision: '联席会议纪要〔2026〕3号',
    legalBasis: OWN_BASIS,
  }),
  correctionOf: (revision: number, correctedType: TypeOf, unitId: string) =>
    fact('ReferralActCorrected', unitId, { corrects: revision, correctedType, reason: '误录' }),
} as const;

type Decide<Act> = (state: Referrals.Referral, act: Act, now: Date) => ReferralEvent[];

/** Asks for an act of a unit, now. */
export const ask =
  <Act extends Referrals.ActOnReferral>(
    decide: Decide<Act>,
    by: Units.UnitStanding,
    said: Omit<Act, keyof Common> & Partial<Act>,
  ) =>
  (more: Partial<Act> = {}) =>
  (state: Referrals.Referral) =>
    decide(state, { referralId: 'r1', unit: by, role: 'officer', ...said, ...more } as unknown as Act, NOW);

type Common = Referrals.ActOnReferral;
