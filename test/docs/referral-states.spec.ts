import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Referrals } from '@fuyuan/domain';
import { ReferralFacts } from '@fuyuan/testing';
import { ACT_TERMS, STATUS_TERMS } from '../../apps/exchange/src/referral/referral.terms';

const { NOW, OWN_BASIS, past, unit } = ReferralFacts;
const page = resolve(__dirname, '../../docs/referral-states.md');

/** A correction takes back another act, and supervision moves nothing anywhere: both are told of beside the drawing. */
const BESIDE = ['correct', 'supervise'] as const;
type DrawnAct = Exclude<Referrals.ReferralAct, (typeof BESIDE)[number]>;
const isDrawn = (act: Referrals.ReferralAct): act is DrawnAct => !(BESIDE as readonly string[]).includes(act);
const ACTS = (Object.keys(ACT_TERMS) as Referrals.ReferralAct[]).filter(isDrawn);

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
    '检察监督（supervise）由移送时载明的检察院在任何状态提出，不改变状态，不在图中。· The procuratorate named at the sending',
    'supervises wherever the referral stands; that moves nothing and is not drawn.',
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
