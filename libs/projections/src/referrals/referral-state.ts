import { afterAct, partingEdition, standingOf } from './fold-acts';
import type { Edition } from './edition';
import { actOf, type Act, type ReferralMessage, type Sending } from './referral-acts';

/** What is kept of a referral. */
export type ReferralState = Readonly<{
  acts: readonly Act[];
  standing: Edition;
  /** By the revision of each giving back: what the unit that gave back knows. It never changes again. */
  partings: Readonly<Record<string, Edition>>;
  /** Nobody of this side follows it any more. */
  ended: boolean;
}>;

export function foldReferral(state: ReferralState | null, event: ReferralMessage): ReferralState {
  if (event.type === 'cn.fuyuan.referral.sight-ended.v1') {
    if (!state) throw new Error('Nothing was told of this referral that could end.');
    return { ...state, ended: true };
  }
  const act = actOf(event);
  const acts = [...(state?.acts ?? []), act];
  const isCorrection = act.type === 'cn.fuyuan.referral.act-corrected.v1';
  const standing = isCorrection ? standingOf(acts) : afterAct(state?.standing ?? null, act);
  return { acts, standing, partings: partingsAfter(state, act), ended: false };
}

function partingsAfter(state: ReferralState | null, act: Act): ReferralState['partings'] {
  if (!state || act.type !== 'cn.fuyuan.referral.returned.v1' || state.standing.chain.length === 1) {
    return state?.partings ?? {};
  }
  const { revision, data } = act;
  const as = { ...state.standing, revision, standingSince: data.occurredAt, lastAt: data.occurredAt };
  return { ...state.partings, [revision]: partingEdition(as, data.reason) };
}

export function sendingOf({ acts }: ReferralState): Sending {
  const [first] = acts;
  if (first?.type !== 'cn.fuyuan.referral.sent.v1') throw new Error('A referral begins with its sending.');
  return first.data;
}

/** What one of the named units may see: `edition` 0 is how it stands, another the parting at that revision. */
export type Sight = Readonly<{ unit: string; nth: number; edition: number }>;

/** Who may see which edition; of several for which someone stands, the one that comes first holds. */
export function sightsOf(state: ReferralState): readonly Sight[] {
  const { unitId, approverId, supervisorId } = sendingOf(state);
  const always = [unitId, approverId, ...(supervisorId === undefined ? [] : [supervisorId])];
  const { chain, former } = state.standing;
  const whole = state.ended ? [] : [...new Set([...always, ...chain.map((turn) => turn.unitId)])];
  const parted = former.filter(([unit]) => !whole.includes(unit));
  return [
    ...whole.map((unit) => ({ unit, nth: 0, edition: 0 })),
    ...parted.map(([unit, edition], at) => ({ unit, nth: at + 1, edition })),
  ];
}
