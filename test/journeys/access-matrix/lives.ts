import { Referrals } from '@fuyuan/domain';
import type { Role } from '@fuyuan/identity';
import { SHARING } from '../panshi';
import { hrefOf, type Person } from '../person';
import { nameOf, type People, type UnitId } from './people';

type Act = Referrals.ReferralAct;
type Status = Referrals.ReferralStatus;

/** A body for each act, in words that no life uses: an act in the same words would only be said again. */
export function bodyOf(act: Act, newest: number, role: Role): object {
  if (act === 'correct') return { ...BODIES[act], revision: newest };
  if (act === 'supervise') return { opinion: `试监督（${role}）`, legalBasis: SHARING };
  return act === 'urge' ? { words: `试催办（${role}）` } : BODIES[act];
}

const BODIES: Record<Act, object> = {
  recall: { reason: '试撤回' },
  deliver: { mode: 'post' },
  'sign-for': {},
  accept: {},
  return: { reason: '试退回' },
  forward: { receiver: 'panshi-health', reason: '试转办' },
  'report-progress': { progress: '试报' },
  'request-extension': { until: '2099-01-01', reason: '试申请' },
  'grant-extension': { legalBasis: SHARING },
  'refuse-extension': { reason: '试不予', legalBasis: SHARING },
  suspend: { reason: '试中止', legalBasis: SHARING },
  resume: { reason: '试恢复' },
  urge: {},
  supervise: {},
  conclude: { outcome: 'other', summary: '试办结' },
  confirm: {},
  'send-back': { reason: '试退回补充' },
  close: {},
  reopen: { reason: '试重办', decision: '纪要', legalBasis: SHARING },
  correct: { reason: '试更正' },
};

type Step = readonly [unit: UnitId, act: Act, body?: object];

const forwardTo = (receiver: UnitId): Step => ['panshi-bureau', 'forward', { receiver, reason: '转办' }];
/** The court sends to the bureau; the park, to which that forwards it, gives it back. */
const BEGUN: readonly Step[] = [
  ['panshi-court', 'deliver', { mode: 'electronic' }],
  ['panshi-bureau', 'sign-for'],
  forwardTo('panshi-park'),
  ['panshi-park', 'sign-for'],
  ['panshi-park', 'return', { reason: '材料不全' }],
];
const SENT: readonly Step[] = [...BEGUN, forwardTo('panshi-town')];
const DELIVERED: readonly Step[] = [...SENT, ['panshi-bureau', 'deliver', { mode: 'electronic' }]];
const SIGNED_FOR: readonly Step[] = [...DELIVERED, ['panshi-town', 'sign-for']];
const ACCEPTED: readonly Step[] = [...SIGNED_FOR, ['panshi-town', 'accept']];
const ASKED: Step = ['panshi-town', 'request-extension', { until: '2098-01-01', reason: '需延期' }];
const SUSPENSION: Step = ['panshi-town', 'suspend', { reason: '等待鉴定', legalBasis: SHARING }];
const CONCLUDED: readonly Step[] = [
  ...ACCEPTED,
  ['panshi-town', 'conclude', { outcome: 'settled', summary: '已办结' }],
];
const CONFIRMED: readonly Step[] = [...CONCLUDED, ['panshi-court', 'confirm']];

/** What is done after the sending to bring a referral there. */
const LIVES: Record<Status, readonly Step[]> = {
  sent: SENT,
  delivered: DELIVERED,
  'signed-for': SIGNED_FOR,
  accepted: ACCEPTED,
  suspended: [...ACCEPTED, SUSPENSION],
  returned: [...BEGUN, ['panshi-bureau', 'return', { reason: '不属本单位' }]],
  concluded: CONCLUDED,
  confirmed: CONFIRMED,
  closed: [...CONFIRMED, ['panshi-court', 'close', { remark: '归档' }]],
  recalled: [...SIGNED_FOR, ['panshi-court', 'recall', { reason: '移送有误' }]],
};

/** A decision on more time needs that more was asked for. */
function lifeFor(status: Status, act: Act | null): readonly Step[] {
  if (act !== 'grant-extension' && act !== 'refuse-extension') return LIVES[status];
  if (status === 'accepted') return [...ACCEPTED, ASKED];
  return status === 'suspended' ? [...ACCEPTED, ASKED, SUSPENSION] : LIVES[status];
}

export const sending = (kind: string, receiver: string) => ({
  kind,
  receiver,
  approver: 'panshi-government',
  supervisor: 'panshi-procuratorate',
  subject: '试验事项',
  request: '请办理并回复',
  consent: { parties: 2, consentedOn: '2026-02-27', paper: '同意书' },
  legalBasis: SHARING,
});

export type Placed = Readonly<{ href: string; newest: number }>;

/** A new referral that stands there, and the revision of its newest act. */
export async function placed(people: People, kind: string, status: Status, act: Act | null = null): Promise<Placed> {
  const of = (unit: UnitId): Person => people[nameOf(unit, 'officer')]?.person as Person;
  const href = hrefOf(await of('panshi-court').act('/v1/referrals', sending(kind, 'panshi-bureau')));
  const life = lifeFor(status, act);
  for (const [unit, step, body = {}] of life) {
    const answer = await of(unit).act(`${href}/${step}`, body);
    if (answer.status !== 201) throw new Error(`${status}: ${unit} ${step}: ${JSON.stringify(answer.body)}`);
  }
  return { href, newest: life.length };
}

/** Whose act the newest is. */
export const authorOf = (status: Status): UnitId => LIVES[status].at(-1)?.[0] ?? 'panshi-court';
