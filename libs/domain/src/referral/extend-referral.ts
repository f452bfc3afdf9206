import { shanghaiDate, type CalendarDate } from '../moment';
import { RuleBroken } from '../rule-broken';
import {
  decided,
  factOf,
  requireOwnBasis,
  requireSent,
  requireStatus,
  type ActOnReferral,
  type ReasonedAct,
} from './act-on-referral';
import { requireApprover, requireHolder } from './competence';
import type { KnownReferral, Referral } from './referral';
import type { ReferralEvent } from './referral.events';

export type ExtensionRequest = ReasonedAct & Readonly<{ until: CalendarDate }>;

/** `until` is left out when all that was asked for is granted. */
export type ExtensionGrant = ActOnReferral & Readonly<{ until?: CalendarDate }>;

/** 申请延期: the holder asks for more time; one request at a time. */
export function requestExtension(state: Referral, act: ExtensionRequest, now: Date): ReferralEvent[] {
  const known = requireSent(state, act.referralId);
  const { until, reason } = act;
  const fact = factOf(known, act, now);

  return decided(known, act, { type: 'ReferralExtensionRequested', data: { ...fact, until, reason } }, () => {
    requireHolder(known, act);
    requireStatus(known, 'accepted');
    requireNothingAsked(known);
    requireLonger(known, until, shanghaiDate(new Date(fact.occurredAt)));
    return undefined;
  });
}

/** 批准延期: by the approver that the sending named, on a provision of its own. */
export function grantExtension(state: Referral, act: ExtensionGrant, now: Date): ReferralEvent[] {
  requireOwnBasis(act);
  const known = requireSent(state, act.referralId);
  const { askedUntil, grantedUntil } = known.matter;
  const until = act.until ?? askedUntil ?? grantedUntil ?? '';
  const fact = factOf(known, act, now);

  return decided(known, act, { type: 'ReferralExtensionGranted', data: { ...fact, until } }, () => {
    requireApprover(known, act);
    requireStatus(known, 'accepted', 'suspended');
    const asked = requireAsked(known);
    requireLonger(known, until, shanghaiDate(new Date(fact.occurredAt)));
    if (until > asked) {
      throw new RuleBroken('referral.granted-beyond-asked', `More time was asked for until ${asked} only.`, { asked });
    }
    return undefined;
  });
}

/** 不予延期. */
export function refuseExtension(state: Referral, act: ReasonedAct, now: Date): ReferralEvent[] {
  requireOwnBasis(act);
  const known = requireSent(state, act.referralId);
  const data = { ...factOf(known, act, now), reason: act.reason };

  return decided(known, act, { type: 'ReferralExtensionRefused', data }, () => {
    requireApprover(known, act);
    requireStatus(known, 'accepted', 'suspended');
    requireAsked(known);
    return undefined;
  });
}

function requireNothingAsked({ matter: { askedUntil } }: KnownReferral): void {
  if (askedUntil === null) return;
  throw new RuleBroken('referral.extension-asked-already', `More time until ${askedUntil} waits for a decision.`, {
    until: askedUntil,
  });
}

function requireAsked({ matter: { askedUntil } }: KnownReferral): CalendarDate {
  if (askedUntil !== null) return askedUntil;
  throw new RuleBroken('referral.no-extension-asked', 'Nobody waits for a decision on more time.');
}

/** More time is more than today, and more than what was granted before. */
function requireLonger({ matter: { grantedUntil } }: KnownReferral, until: CalendarDate, day: CalendarDate): void {
  if (until <= day) {
    throw new RuleBroken('referral.extension-not-ahead', `${until} does not lie after ${day}.`, { until, day });
  }
  if (grantedUntil !== null && until <= grantedUntil) {
    throw new RuleBroken('referral.extension-not-longer', `Time was granted until ${grantedUntil} already.`, {
      until,
      granted: grantedUntil,
    });
  }
}
