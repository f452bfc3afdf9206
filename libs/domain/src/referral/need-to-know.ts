import type { RegionCode } from '../region';
import type { Heirs } from './act-on-referral';
import { isItsOffice, standingFor } from './parties';
import type { Holding, KnownReferral, Referral } from './referral';
import type { ReferralSent } from './referral.events';

/** Who asks. `region` is that of the asker's unit, `null` while the unit is unknown; `heirs` as in an act. */
export type ReferralViewer = Readonly<{ unit: string; role: string; region: RegionCode | null; heirs?: Heirs }>;

/** What a viewer sees of a referral: how it stands, or how it stood at its parting and no act after `until`. */
export type ReferralSight = Readonly<{ referral: KnownReferral; until: number | null; chain: readonly Holding[] }>;

/**
 * The named units see it: who sent it, who decides on more time, who supervises, who holds it or forwarded it. A unit
 * that gave it back sees it as it stood then, and of the chain only its own turn. The auditor sees all; the office sees its own region,
 * but nothing of a restricted kind. For everyone else it does not exist.
 */
export function referralInSight(state: Referral, viewer: ReferralViewer): ReferralSight | undefined {
  if (state.status === 'unknown') return undefined;
  const { matter } = state;
  const whole = { referral: state, until: null, chain: matter.chain };
  const is = (party: string) => viewer.unit === standingFor(party, viewer.heirs);

  const named = [...namedBy(matter.sending), ...matter.chain.map((holding) => holding.unitId)];
  if (viewer.role === 'auditor' || named.some(is)) return whole;

  const [, parting] = [...matter.former].find(([former]) => is(former)) ?? [];
  if (parting) {
    const { referral, revision } = parting;
    return { referral, until: revision, chain: referral.matter.chain.slice(-1) };
  }
  return isItsOffice(matter, viewer.role, viewer.region) ? whole : undefined;
}

/** Every unit that a referral names: those of whom a viewer or an actor may be the heir. */
export function partiesOf(state: Referral): string[] {
  if (state.status === 'unknown') return [];
  const { sending, chain, former } = state.matter;
  const holders = chain.map(({ unitId }) => unitId);
  return [...new Set([...namedBy(sending), ...holders, ...former.keys()])];
}

/** Whom the sending names beside the receiver, for good. */
const namedBy = ({ unitId, approverId, supervisorId }: ReferralSent['data']): string[] => [
  unitId,
  approverId,
  ...(supervisorId === undefined ? [] : [supervisorId]),
];
