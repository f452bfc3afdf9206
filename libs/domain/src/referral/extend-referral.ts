import { shanghaiDate, type CalendarDate, type Instant } from '../moment';
import { RuleBroken } from '../rule-broken';
import type { ActOnReferral, ReasonedAct } from './act-on-referral';
import { decideAct } from './decide-act';
import type { KnownReferral, Referral } from './referral';
import type { ReferralEvent } from './referral.events';

export type ExtensionRequest = ReasonedAct & Readonly<{ until: CalendarDate }>;

/** `until` is left out when all that was asked for is granted. */
export type ExtensionGrant = ActOnReferral & Readonly<{ until?: CalendarDate }>;

/** 申请延期: the holder asks for more time; one request at a time. */
export const requestExtension = (state: Referral, act: ExtensionRequest, now: Date): ReferralEvent[] =>
  decideAct(
    'request-extension',
    { state, act, now },
    (fact) => ({ type: 'ReferralExtensionRequested', data: { ...fact, until: act.until, reason: act.reason } }),
    {
      after: (known, occurredAt) => {
        requireNothingAsked(known);
        requireLonger(known, act.until, occurredAt);
      },
    },
  );

/** 批准延期: by the approver that the sending named, on a provision of its own. */
export const grantExtension = (state: Referral, act: ExtensionGrant, now: Date): ReferralEvent[] =>
  decideAct(
    'grant-extension',
    { state, act, now },
    (fact, known) => ({ type: 'ReferralExtensionGranted', data: { ...fact, until: grantedBy(act, known) } }),
    {
      after: (known, occurredAt) => {
        const [asked, until] = [requireAsked(known), grantedBy(act, known)];
        requireLonger(known, until, occurredAt);
        if (until <= asked) return;
        throw new RuleBroken('referral.granted-beyond-asked', `More time was asked for until ${asked} only.`, {
          asked,
        });
      },
    },
  );

/** 不予延期. */
export const refuseExtension = (state: Referral, act: ReasonedAct, now: Date): ReferralEvent[] =>
  decideAct(
    'refuse-extension',
    { state, act, now },
    (fact) => ({ type: 'ReferralExtensionRefused', data: { ...fact, reason: act.reason } }),
    { after: requireAsked },
  );

/** All that was asked for unless less is said; said again, what was granted. */
const grantedBy = ({ until }: ExtensionGrant, { matter: { askedUntil, grantedUntil } }: KnownReferral): CalendarDate =>
  until ?? askedUntil ?? grantedUntil ?? '';

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

/** More time is more than today, and more than what was granted, or asked for by the sender, before. */
function requireLonger(
  { matter: { grantedUntil, sending } }: KnownReferral,
  until: CalendarDate,
  occurredAt: Instant,
): void {
  const day = shanghaiDate(new Date(occurredAt));
  if (until <= day) {
    throw new RuleBroken('referral.extension-not-ahead', `${until} does not lie after ${day}.`, { until, day });
  }
  const given = grantedUntil ?? sending.answerBy;
  if (given !== undefined && until <= given) {
    throw new RuleBroken('referral.extension-not-longer', `There is time until ${given} already.`, {
      until,
      granted: given,
    });
  }
}
