import { requireLegalBasis, type LegalBasis } from '../legal-basis';
import { occurrence, type CalendarDate, type Instant } from '../moment';
import { RuleBroken } from '../rule-broken';
import { requireAfter, requireRegistered } from './changes';
import type { RegisteredUnit, Service, Unit } from './unit';
import type { UnitEvent } from './unit.events';

export type OfficerDesignation = Readonly<{
  unitId: string;
  account: string;
  effectiveOn: CalendarDate;
  legalBasis: readonly LegalBasis[];
  occurredAt?: Instant;
}>;

export type OfficerReplacement = OfficerDesignation & Readonly<{ successor: string }>;

/** 指定联络员. A unit may have several. */
export function designateLiaisonOfficer(state: Unit, designation: OfficerDesignation, now: Date): UnitEvent[] {
  const { unitId, account, effectiveOn, legalBasis } = designation;
  requireLegalBasis(legalBasis);
  requireRegistered(state, unitId);
  const serving = servingNow(state, account);
  if (serving?.from === effectiveOn) return [];
  if (serving) refuseServing(unitId, serving);
  requireFree(state, account, effectiveOn);

  const occurredAt = occurrence(designation.occurredAt, now);
  return [{ type: 'LiaisonOfficerDesignated', data: { unitId, account, effectiveOn, legalBasis, occurredAt } }];
}

/** 更换联络员: one goes, another comes, on the same day. */
export function replaceLiaisonOfficer(state: Unit, replacement: OfficerReplacement, now: Date): UnitEvent[] {
  const { unitId, account, successor, effectiveOn, legalBasis } = replacement;
  requireLegalBasis(legalBasis);
  requireRegistered(state, unitId);
  if (isReplacedSo(state, replacement)) return [];

  const serving = servingNow(state, account);
  if (!serving) {
    throw new RuleBroken('unit.not-liaison-officer', `${account} is not a liaison officer of ${unitId}.`, {
      unitId,
      account,
    });
  }
  const other = servingNow(state, successor);
  if (other) refuseServing(unitId, other);
  requireAfter(serving.from, effectiveOn);
  requireFree(state, successor, effectiveOn);

  const occurredAt = occurrence(replacement.occurredAt, now);
  const data = { unitId, account, successor, effectiveOn, legalBasis, occurredAt };
  return [{ type: 'LiaisonOfficerReplaced', data }];
}

const servingNow = ({ officers }: RegisteredUnit, account: string): Service | undefined =>
  officers.find((one) => one.account === account && one.until === null);

const isReplacedSo = ({ officers }: RegisteredUnit, { account, successor, effectiveOn }: OfficerReplacement): boolean =>
  officers.some((one) => one.account === account && one.until === effectiveOn) &&
  officers.some((one) => one.account === successor && one.from === effectiveOn);

/** The times of one officer do not overlap. */
function requireFree({ profile, officers }: RegisteredUnit, account: string, from: CalendarDate): void {
  if (from < profile.effectiveOn) requireAfter(profile.effectiveOn, from);
  for (const { until } of officers.filter((one) => one.account === account)) {
    if (until !== null && from < until) requireAfter(until, from);
  }
}

function refuseServing(unitId: string, { account, from }: Service): never {
  throw new RuleBroken('unit.liaison-officer-already', `${account} is a liaison officer of ${unitId} since ${from}.`, {
    unitId,
    account,
    since: from,
  });
}
