import { LawNotices, ReferralKinds, Referrals, Units } from '@fuyuan/domain';
import { type Permission, POLICY, type Role, ROLES } from '@fuyuan/identity';
import { ReferralFacts } from '@fuyuan/testing';
import { ACT_TERMS, STATUS_TERMS } from '../../apps/exchange/src/referral/referral.terms';
import { KIND_TERMS } from '../../apps/exchange/src/unit/unit.terms';

const ROLE_TERMS: Record<Role, string> = {
  office: '办公室',
  officer: '经办人',
  auditor: '审计',
  integrator: '系统对接',
};

const PARTY_TERMS: Record<Referrals.Party, string> = {
  sender: '移送单位 sender',
  holder: '现承办单位 holder',
  'handed-by': '交出单位 the unit that handed it over',
  approver: '延期审批单位 approver',
  urger: '移送单位，或辖区办公室（限定知悉的除外） the sender, or the office of the region unless restricted',
  supervisor: '移送时载明的检察院 the procuratorate named at the sending',
  author: '误录该行为的单位 the unit whose act it was',
};

const NOTICE_PARTY_TERMS: Record<LawNotices.LawNoticeParty, string> = {
  publisher: '发布单位 publisher',
  addressee: '受文单位 addressee',
};

const NOTICE_ACT_TERMS: Record<LawNotices.LawNoticeAct, string> = {
  publish: '发布',
  correct: '更正',
  withdraw: '撤回',
  'sign-for': '签收',
  read: '签阅',
  assess: '影响评估',
};

const NOTICE_STATUS_TERMS: Record<LawNotices.LawNotice['status'], string> = {
  unknown: '尚未发布 not published',
  published: '已发布 published',
  withdrawn: '已撤回 withdrawn',
};

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const head = (...cells: readonly string[]): string[] => [row(...cells), row(...cells.map(() => '---'))];

const roles = (permission: Permission): string =>
  POLICY[permission].map((role) => `${ROLE_TERMS[role]} ${role}`).join('、');
const kinds = (of: readonly Units.UnitKind[] | null | undefined): string =>
  of ? of.map((kind) => `${KIND_TERMS[kind]} ${kind}`).join('、') : '不限 any';
const statuses = (all: readonly Referrals.ReferralStatus[]): string =>
  all.length === Referrals.REFERRAL_STATUSES.length
    ? '任何状态 any'
    : all.map((status) => `${STATUS_TERMS[status]} ${status}`).join('、');

function ofReferrals(): string[] {
  const acts = Object.keys(Referrals.REFERRAL_COMPETENCE) as Referrals.ReferralAct[];
  const lines = acts.map((act) => {
    const { by, in: where, ownBasis } = Referrals.competenceFor(act);
    const basis = ownBasis ? '须另载明 of its own' : '可沿用 that of the referral';
    return row(`${ACT_TERMS[act]} ${act}`, roles(`${act}-referral`), PARTY_TERMS[by], statuses(where), basis);
  });
  return [...head('办理 act', '角色 role', '谁 whose act', '移送须处于 where it stands', '依据 legal basis'), ...lines];
}

const ofKinds = (): string[] => [
  ...head('类别 kind', '可移送 may send', '可承接（含转办） may receive', '限定知悉 restricted', '须同意 consent'),
  ...ReferralKinds.STANDARD_KINDS.map(({ code, name, senderKinds, receiverKinds, restricted, needsConsent }) =>
    row(`${name} ${code}`, kinds(senderKinds), kinds(receiverKinds), yes(restricted), yes(needsConsent)),
  ),
];
const yes = (is: boolean): string => (is ? '是 yes' : '否 no');

function ofLawNotices(): string[] {
  const table: Readonly<Record<LawNotices.LawNoticeAct, LawNotices.LawNoticeCompetence>> =
    LawNotices.LAW_NOTICE_COMPETENCE;
  const acts = Object.keys(table) as LawNotices.LawNoticeAct[];
  const lines = acts.map((act) => {
    const { by, of, in: where } = table[act];
    return row(
      `${NOTICE_ACT_TERMS[act]} ${act}`,
      roles(`${act}-law-notice`),
      kinds(of),
      by ? NOTICE_PARTY_TERMS[by] : '任何单位 any unit',
      where.map((status) => NOTICE_STATUS_TERMS[status]).join('、'),
    );
  });
  return [
    ...head('办理 act', '角色 role', '单位类别 kind of unit', '谁 whose act', '通报须为 where it stands'),
    ...lines,
  ];
}

/** Acts on records that belong to no unit in particular, and every way to read. */
const ofTheRest = (): string[] => [
  ...head('权限 permission', ...ROLES.map((role) => `${ROLE_TERMS[role]} ${role}`)),
  ...(Object.keys(POLICY) as Permission[])
    .filter((permission) => !/-(referral|law-notice)$/.test(permission) || permission.startsWith('view-'))
    .map((permission) => row(permission, ...ROLES.map((role) => (may(permission, role) ? '可 yes' : '—')))),
];
const may = (permission: Permission, role: Role): boolean => POLICY[permission].some((one) => one === role);

const REGION = '220284';
const ELSEWHERE = '440000';
const VIEWERS: readonly (readonly [who: string, unit: string, role: Role, region: string])[] = [
  ['移送单位 sender', 'court', 'officer', REGION],
  ['审批单位 approver', 'convener', 'officer', REGION],
  ['曾转办的单位 who forwarded it', 'bureau', 'officer', REGION],
  ['现承办单位 holder', 'town', 'officer', REGION],
  ['已退回的单位 who gave it back', 'police', 'officer', REGION],
  ['其他单位 any other unit', 'outsider', 'officer', REGION],
  ['辖区办公室 office of the region', 'outsider', 'office', REGION],
  ['其他地区办公室 office elsewhere', 'outsider', 'office', ELSEWHERE],
  ['审计 auditor', 'outsider', 'auditor', ELSEWHERE],
];

/** The court sent it to the bureau; the police, to whom that forwarded it, gave it back; now the town has it. */
function life(sent: Referrals.ReferralEvent): Referrals.Referral {
  const { past, fact } = ReferralFacts;
  const to = (receiverId: string) =>
    fact('ReferralForwarded', 'bureau', { reason: '转办', receiverId, receiverRegion: REGION });
  const gaveBack = [fact('ReferralSignedFor', 'police', {}), fact('ReferralReturned', 'police', { reason: '退回' })];
  const all = [sent, past.signedFor, to('police'), ...gaveBack, to('town')];
  return all.reduce<Referrals.Referral>(Referrals.evolve, Referrals.initial);
}

/** Asked of the decision itself: who sees what of a referral, and of one that is restricted. */
function ofReading(): string[] {
  const { past } = ReferralFacts;
  const sees = (sent: Referrals.ReferralEvent, [, unit, role, region]: (typeof VIEWERS)[number]): string => {
    const sight = Referrals.referralInSight(life(sent), { unit, role, region });
    if (sight) return sight.until === null ? '全部 all of it' : '止于退回时 as it stood then, no act after';
    return sent === past.clueSent ? '视同不存在（404） it does not exist' : '无权（403） not for them';
  };
  return [
    ...head('谁 who', '一般移送 a referral', '限定知悉 a restricted one'),
    ...VIEWERS.map((viewer) => row(viewer[0], sees(past.sent, viewer), sees(past.clueSent, viewer))),
  ];
}

/** `docs/access-matrix.md`, as the tables and the decisions of the model say it. */
export const accessMatrix = (): string =>
  [
    '# 谁可以办理、查阅什么 · Who may do and read what',
    '由模型生成，勿手改 · Generated from the model: `FUYUAN_WRITE_DOCS=1 npx jest test/docs`. The spec there keeps it true; `test/journeys/access-matrix` tries it against the running exchange.',
    '一项办理须同时合于：账号的角色、单位的类别、单位与记录的关系、记录所处的状态。单位须已登记、已生效、未停用；合并、分设单位的未结事项由承继单位办理。· An act needs all of these: a role of the account, the kind of its unit, what the unit is to the record, and where the record stands. The unit is registered, effective and not retired; the heir of a merged or split unit stands in for it.',
    '## 移送 · Referrals',
    `发送 send：${roles('send-referral')}；谁可发送、承接，由移送类别目录规定 · who may send and receive is said by the list of kinds.`,
    ofKinds().join('\n'),
    '上表为原有类别；办公室增加的类别自行载明。· These are the standard kinds; those that the office adds say it themselves (`GET /v1/referral-kinds`).',
    ofReferrals().join('\n'),
    '### 查阅移送 · Reading a referral',
    `角色 role：${roles('view-referral')}。记录、历史和可办事项同此；不得查阅的，办理亦同样答复。· The record, its history and its acts on offer alike; whoever may not read it gets the same answer to every act.`,
    ofReading().join('\n'),
    '## 法规更新通报 · Law notices',
    ofLawNotices().join('\n'),
    `查阅：发布单位、受文单位、审计，以及发布单位或受文单位所在地区的办公室；其他 403。· Read by its publisher, its addressees, the auditor, and the office of a region in which one of them lies; 403 for others.`,
    '## 其余权限 · The other permissions',
    '单位和移送类别目录对登录者公开。· Units and the list of kinds are open to whoever is signed in.',
    '账号沿革：审计可查全部；办公室可查本单位及本地区各单位的账号，其他账号视同不存在。· Histories of accounts: the auditor sees all, the office those of its own unit and of units of its region; no others exist for it.',
    ofTheRest().join('\n'),
    '',
  ].join('\n\n');
