import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Referrals } from '@fuyuan/domain';
import { ReferralFacts } from '@fuyuan/testing';

const { NOW, OWN_BASIS, past, unit } = ReferralFacts;
const page = resolve(__dirname, '../../docs/referral-states.md');

const STATUS_TERMS: Record<Referrals.ReferralStatus, string> = {
  sent: '已移送',
  delivered: '已送达',
  'signed-for': '已签收',
  accepted: '已受理',
  suspended: '已中止',
  returned: '已退回',
  concluded: '已办结',
  confirmed: '已确认',
  closed: '已销号',
  recalled: '已撤回',
};

const ACT_TERMS: Record<Exclude<Referrals.ReferralAct, 'correct'>, string> = {
  recall: '撤回',
  deliver: '送达',
  'sign-for': '签收',
  accept: '受理',
  return: '退回',
  forward: '转办',
  'report-progress': '报告进展',
  'request-extension': '申请延期',
  'grant-extension': '批准延期',
  'refuse-extension': '不予延期',
  suspend: '中止',
  resume: '恢复办理',
  urge: '催办',
  conclude: '办结',
  confirm: '确认',
  'send-back': '退回补充办理',
  close: '销号',
  reopen: '重新办理',
};
const ACTS = Object.keys(ACT_TERMS) as (keyof typeof ACT_TERMS)[];

/** Every way from one status to another, found by asking the decisions themselves, from the sending on. */
function waysThrough(): Map<string, Set<string>> {
  const ways = new Map<string, Set<string>>();
  const looked = new Set<string>();
  const open = [Referrals.evolve(Referrals.initial, past.sent) as Referrals.KnownReferral];

  for (let state = open.pop(); state; state = open.pop()) {
    if (looked.has(kindOf(state))) continue;
    looked.add(kindOf(state));
    for (const [act, after] of ACTS.flatMap((one) => outcomes(state, one))) {
      const way = `${state.status} --> ${after.status}`;
      ways.set(way, (ways.get(way) ?? new Set()).add(act));
      open.push(after);
    }
  }
  return ways;
}

/** States that differ in nothing on which a decision rests are looked at once. */
const kindOf = ({ status, matter }: Referrals.KnownReferral): string =>
  [
    status,
    matter.everAccepted,
    matter.askedUntil,
    matter.grantedUntil,
    ...matter.chain.map((one) => one.acceptedAt),
  ].join();

type Outcome = [act: (typeof ACTS)[number], after: Referrals.KnownReferral];

function outcomes(state: Referrals.KnownReferral, act: (typeof ACTS)[number]): Outcome[] {
  return Referrals.partiesOf(state).flatMap((party) => {
    const asking = { unit: unit(party), role: 'officer', referralId: 'r1', legalBasis: OWN_BASIS };
    const offer = Referrals.actsOn(state, asking, NOW).find((one) => one.act === act);
    if (!offer?.may) return [];
    const [event] = Referrals.REFERRAL_ACTS[act](state, asking, NOW);
    return event ? [[act, Referrals.evolve(state, event) as Referrals.KnownReferral] satisfies Outcome] : [];
  });
}

function drawn(): string {
  const ways = [...waysThrough()]
    .map(([way, acts]) => `  ${way.replaceAll(/signed-for/g, 'signed_for')} : ${inOrder(acts)}`)
    .sort();
  const names = Referrals.REFERRAL_STATUSES.map(
    (status) => `  ${status.replace('-', '_')} : ${STATUS_TERMS[status]} ${status}`,
  );
  return [
    '# 移送的状态 · States of a referral',
    '',
    '由模型生成，勿手改 · Generated from the model: `FUYUAN_WRITE_DOCS=1 npx jest test/docs`. The spec there keeps it true.',
    '',
    '更正（correct）撤销本单位最近一次误录的办理，回到该办理之前的状态，不在图中。· A correction takes back the newest act of',
    'one’s own, to where the referral stood before it; it is not drawn.',
    '',
    '```mermaid',
    'stateDiagram-v2',
    ...names,
    '  [*] --> sent : 移送 send',
    ...ways,
    '  recalled --> [*]',
    '  closed --> [*]',
    '```',
    '',
  ].join('\n');
}

const inOrder = (acts: Set<string>): string =>
  ACTS.filter((act) => acts.has(act))
    .map((act) => `${ACT_TERMS[act]} ${act}`)
    .join('、');

it('docs/referral-states.md draws the model as it is', () => {
  if (process.env['FUYUAN_WRITE_DOCS'] === '1') writeFileSync(page, drawn());
  expect(readFileSync(page, 'utf8')).toBe(drawn());
});

it('every status and every act is drawn', () => {
  const all = drawn();
  for (const status of Referrals.REFERRAL_STATUSES) expect(all).toContain(`--> ${status.replace('-', '_')} :`);
  for (const act of ACTS) expect(all).toContain(`${ACT_TERMS[act]} ${act}`);
});
