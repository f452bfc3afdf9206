import { performance } from 'node:perf_hooks';
import { Referrals, RuleBroken } from '@fuyuan/domain';
import { type Permission, roleFor } from '@fuyuan/identity';
import { ReferralFacts } from '@fuyuan/testing';
import { median, type Row } from './report';

const ROUNDS = 9;
const LIMIT_MICROSECONDS = 20;

/**
 * What deciding one act costs: the role under which it is permitted, whether the actor may know of the referral, and
 * the decision by the table with the fact that it makes. Beside it, the making of that fact alone. In microseconds.
 */
export function benchPolicy({ short }: { short: boolean }): Row[] {
  const amount = short ? 20_000 : 200_000;
  const { sent, signedFor, accepted } = ReferralFacts.past;
  const state = [sent, signedFor, accepted].reduce<Referrals.Referral>(Referrals.evolve, Referrals.initial);
  if (state.status === 'unknown') throw new Error('It was not sent.');
  const { bureau, court } = ReferralFacts;
  const outsider = ReferralFacts.unit('outsider');

  const granted = () => decide(state, bureau) === 1;
  const unseen = () => decide(state, outsider) === 0;
  const refused = () => isRefused(() => decide(state, court));
  const factAlone = () => Referrals.factOf(state, actOf(bureau), ReferralFacts.NOW).occurredAt !== '';
  const asked = { granted, refused, unseen, factAlone };
  const names = ['granted', 'refused', 'unseen', 'factAlone'] as const;
  const times = { granted: [], refused: [], unseen: [], factAlone: [] } as Record<(typeof names)[number], number[]>;
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const name of names) {
      const took = each(asked[name], amount);
      if (round >= 0) times[name].push(took);
    }
  }
  const baseline = median(times.factAlone);
  return [
    row('a policy decision, granted, beside the fact alone', median(times.granted), baseline),
    row('the same, refused under a rule to who does not hold it', median(times.refused), baseline),
    row('the same, to one who may not know of it', median(times.unseen), baseline),
  ];
}

const actOf = (unit: Referrals.ActOnReferral['unit']) => ({
  referralId: 'r1',
  unit,
  role: 'officer',
  progress: '已组织第一次调解',
});

/** How many facts come of it; 0 when the asker may not know of the referral. */
function decide(state: Referrals.KnownReferral, unit: Referrals.ActOnReferral['unit']): number {
  const permission: Permission = 'report-progress-referral';
  const role = roleFor(permission, ['officer']);
  if (!role) return 0;
  const viewer = { unit: unit.unitId, role, region: unit.regionCode };
  if (!Referrals.referralInSight(state, viewer)) return 0;
  return Referrals.reportProgress(state, actOf(unit), ReferralFacts.NOW).length;
}

function isRefused(act: () => unknown): boolean {
  try {
    act();
    return false;
  } catch (refusal) {
    return refusal instanceof RuleBroken;
  }
}

/** Microseconds for one of so many. Errors: an answer that is not the expected one. */
function each(once: () => boolean, amount: number): number {
  const began = performance.now();
  for (let done = 0; done < amount; done += 1) if (!once()) throw new Error('It was decided otherwise.');
  return ((performance.now() - began) * 1000) / amount;
}

const row = (name: string, figure: number, baseline: number): Row => ({
  name,
  figure,
  unit: 'µs',
  baseline,
  ratio: figure / baseline,
  target: `< ${LIMIT_MICROSECONDS} µs`,
  met: figure < LIMIT_MICROSECONDS,
});
