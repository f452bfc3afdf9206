import { liesIn } from '../region';
import { RuleBroken } from '../rule-broken';
import type { ActOnReferral, Heirs } from './act-on-referral';
import { holdingOf, type KnownReferral, type Matter } from './referral';

/** Who stands for a named unit today: itself, or the unit that took over its open matters. */
export const standingFor = (unitId: string, heirs: Heirs | undefined): string => heirs?.get(unitId) ?? unitId;

const is = ({ unit, heirs }: ActOnReferral, party: string): boolean => unit.unitId === standingFor(party, heirs);

export function requireSender({ matter }: KnownReferral, act: ActOnReferral): void {
  if (!is(act, matter.sending.unitId))
    throw new RuleBroken('referral.not-sender', `The unit ${act.unit.unitId} did not send the referral.`, {
      unitId: act.unit.unitId,
    });
}

export function requireHolder({ matter }: KnownReferral, act: ActOnReferral): void {
  if (!is(act, holdingOf(matter).unitId))
    throw new RuleBroken('referral.not-holder', `The unit ${act.unit.unitId} does not hold the referral.`, {
      unitId: act.unit.unitId,
    });
}

export function requireApprover({ matter }: KnownReferral, act: ActOnReferral): void {
  if (!is(act, matter.sending.approverId))
    throw new RuleBroken('referral.not-approver', `The unit ${act.unit.unitId} does not decide on more time.`, {
      unitId: act.unit.unitId,
    });
}

/** Whoever handed it to the unit that is to have it now delivers it. */
export function requireHandedBy({ matter }: KnownReferral, act: ActOnReferral): void {
  if (!is(act, holdingOf(matter).handedBy))
    throw new RuleBroken('referral.not-handed-by-you', `The unit ${act.unit.unitId} did not hand it over.`, {
      unitId: act.unit.unitId,
    });
}

/** The sender urges, and the office of a region in which the sender or the holder lies, unless it may not even know. */
export function requireUrger({ matter }: KnownReferral, act: ActOnReferral): void {
  if (is(act, matter.sending.unitId) || isItsOffice(matter, act)) return;
  throw new RuleBroken(
    'referral.not-to-urge',
    `The unit ${act.unit.unitId} is neither the sender nor the office of its region.`,
    { unitId: act.unit.unitId },
  );
}

function isItsOffice(matter: Matter, { role, unit: { regionCode } }: ActOnReferral): boolean {
  const { kind, senderRegion } = matter.sending;
  if (role !== 'office' || kind.restricted || regionCode === null) return false;
  return [senderRegion, ...matter.chain.map(({ region }) => region)].some((region) => liesIn(region, regionCode));
}
