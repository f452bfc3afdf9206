import { liesIn, type RegionCode } from '../region';
import { RuleBroken } from '../rule-broken';
import type { ActOnReferral, Heirs } from './act-on-referral';
import type { Party } from './competence';
import { holdingOf, type Matter } from './referral';

/** The author of an act is looked for in the record, not in the matter: `correct-referral-act.ts`. */
type PartyOfMatter = Exclude<Party, 'author'>;

/** Who stands for a named unit today: itself, or the unit that took over its open matters. */
export const standingFor = (unitId: string, heirs: Heirs | undefined): string => heirs?.get(unitId) ?? unitId;

const is = ({ unit, heirs }: ActOnReferral, party: string): boolean => unit.unitId === standingFor(party, heirs);

/** The office of a region in which the sender or a holder lies, unless it may not even know of such a kind. */
export function isItsOffice({ sending, chain }: Matter, role: string, region: RegionCode | null): boolean {
  if (role !== 'office' || region === null || sending.kind.restricted) return false;
  return [sending.senderRegion, ...chain.map((holding) => holding.region)].some((lies) => liesIn(lies, region));
}

const IS: Record<PartyOfMatter, (matter: Matter, act: ActOnReferral) => boolean> = {
  sender: ({ sending }, act) => is(act, sending.unitId),
  holder: (matter, act) => is(act, holdingOf(matter).unitId),
  'handed-by': (matter, act) => is(act, holdingOf(matter).handedBy),
  approver: ({ sending }, act) => is(act, sending.approverId),
  supervisor: ({ sending: { supervisorId } }, act) => supervisorId !== undefined && is(act, supervisorId),
  urger: (matter, act) => is(act, matter.sending.unitId) || isItsOffice(matter, act.role, act.unit.regionCode),
};

const REFUSAL: Record<PartyOfMatter, (unitId: string) => RuleBroken> = {
  sender: (unitId) =>
    new RuleBroken('referral.not-sender', `The unit ${unitId} did not send the referral.`, { unitId }),
  holder: (unitId) =>
    new RuleBroken('referral.not-holder', `The unit ${unitId} does not hold the referral.`, { unitId }),
  supervisor: (unitId) =>
    new RuleBroken('referral.not-supervisor', `The unit ${unitId} does not supervise the referral.`, { unitId }),
  'handed-by': (unitId) =>
    new RuleBroken('referral.not-handed-by-you', `The unit ${unitId} did not hand it over.`, { unitId }),
  approver: (unitId) =>
    new RuleBroken('referral.not-approver', `The unit ${unitId} does not decide on more time.`, { unitId }),
  urger: (unitId) =>
    new RuleBroken('referral.not-to-urge', `The unit ${unitId} is neither the sender nor the office of its region.`, {
      unitId,
    }),
};

/** Refuses whoever is not that party to the referral. */
export function requireParty(party: Party, matter: Matter, act: ActOnReferral): void {
  if (party === 'author' || IS[party](matter, act)) return;
  throw REFUSAL[party](act.unit.unitId);
}
