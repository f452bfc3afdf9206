import { liesIn } from '../region';
import { RuleBroken } from '../rule-broken';
import type { ActOnReferral, Heirs } from './act-on-referral';
import { holdingOf, type KnownReferral, type Matter } from './referral';

/** Who stands for a named unit today: itself, or the unit that took over its open matters. */
export const standingFor = (unitId: string, heirs: Heirs | undefined): string => heirs?.get(unitId) ?? unitId;

const is = ({ unit, heirs }: ActOnReferral, party: string): boolean => unit.unitId === standingFor(party, heirs);

export function requireSender({ matter }: KnownReferral, act: ActOnReferral): void {
  if (!is(act, matter.sending.unitId)) refuse('referral.not-sender', act, 'did not send the referral');
}

export function requireHolder({ matter }: KnownReferral, act: ActOnReferral): void {
  if (!is(act, holdingOf(matter).unitId)) refuse('referral.not-holder', act, 'does not hold the referral');
}

export function requireApprover({ matter }: KnownReferral, act: ActOnReferral): void {
  if (!is(act, matter.sending.approverId)) refuse('referral.not-approver', act, 'does not decide on more time');
}

/** Whoever handed it to the unit that is to have it now delivers it. */
export function requireHandedBy({ matter }: KnownReferral, act: ActOnReferral): void {
  if (!is(act, holdingOf(matter).handedBy)) refuse('referral.not-handed-by-you', act, 'did not hand it over');
}

/** The sender urges, and the office of a region in which the sender or the holder lies, unless it may not even know. */
export function requireUrger({ matter }: KnownReferral, act: ActOnReferral): void {
  if (is(act, matter.sending.unitId) || isItsOffice(matter, act)) return;
  refuse('referral.not-to-urge', act, 'is neither the sender nor the office of its region');
}

function isItsOffice(matter: Matter, { role, unit: { regionCode } }: ActOnReferral): boolean {
  const { kind, senderRegion } = matter.sending;
  if (role !== 'office' || kind.restricted || regionCode === null) return false;
  return [senderRegion, ...matter.chain.map(({ region }) => region)].some((region) => liesIn(region, regionCode));
}

function refuse(rule: string, { unit: { unitId } }: ActOnReferral, why: string): never {
  throw new RuleBroken(rule, `The unit ${unitId} ${why}.`, { unitId });
}
