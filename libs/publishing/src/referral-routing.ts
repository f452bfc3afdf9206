import type { ReferralEvent, Referrals } from '@fuyuan/domain';
import { NOTHING_GIVEN, sharedNames } from './interned';
import type { Handing, RoutedReferral } from './routing';

/** As many acts as the model lets be taken back one after the other. */
const STEPS_KEPT = 5;

const NOBODY: Handing['former'] = [];
const NOTHING: RoutedReferral['before'] = [];

/** Who is named by a referral that was sent. */
export const sentReferral = ({
  unitId,
  approverId,
  supervisorId,
  receiverId,
  kind,
}: Referrals.ReferralSent['data']): RoutedReferral => ({
  of: 'referral',
  restricted: kind.restricted,
  always: sharedNames([...new Set([unitId, approverId, ...(supervisorId === undefined ? [] : [supervisorId])])]),
  chain: sharedNames([receiverId]),
  former: NOBODY,
  before: NOTHING,
  acts: 1,
  given: NOTHING_GIVEN,
});

/** Who is named after a further act; most acts change nothing of it. */
export function handOn(
  referral: RoutedReferral,
  { event, revision }: { event: ReferralEvent; revision: number },
): RoutedReferral {
  const acts = revision + 1;
  if (event.type === 'ReferralForwarded') {
    const chain = sharedNames([...referral.chain, event.data.receiverId]);
    return handed(referral, { chain, former: referral.former }, acts);
  }
  if (event.type === 'ReferralReturned' && referral.chain.length > 1) {
    const chain = sharedNames(referral.chain.slice(0, -1));
    return handed(referral, { chain, former: partedAt(referral, acts) }, acts);
  }
  if (event.type === 'ReferralActCorrected') return takenBack(referral, event.data.corrects, acts);
  return withActs(referral, acts);
}

/** Named one by one: an object put together from another takes several times as long, and these are most of all acts. */
const withActs = (
  { of, restricted, always, chain, former, before, given }: RoutedReferral,
  acts: number,
): RoutedReferral => ({ of, restricted, always, chain, former, before, acts, given });

/** The unit that gives it back sees what was until then, its own act of giving back included. */
function partedAt({ chain, former }: Handing, acts: number): Handing['former'] {
  const holder = chain.at(-1) ?? '';
  const at = former.findIndex(([unitId]) => unitId === holder);
  return at < 0 ? [...former, [holder, acts]] : former.map((one, index) => (index === at ? [holder, acts] : one));
}

const handed = (referral: RoutedReferral, handing: Handing, acts: number): RoutedReferral => {
  const { chain, former } = referral;
  return {
    ...referral,
    ...handing,
    acts,
    before: [...referral.before, { chain, former, revision: acts - 1 }].slice(-STEPS_KEPT),
  };
};

function takenBack(referral: RoutedReferral, revision: number, acts: number): RoutedReferral {
  const last = referral.before.at(-1);
  if (last?.revision !== revision) return { ...referral, acts };
  const { chain, former } = last;
  return { ...referral, chain, former, acts, before: referral.before.slice(0, -1) };
}
