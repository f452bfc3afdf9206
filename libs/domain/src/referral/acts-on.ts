import { RuleBroken, type Particulars } from '../rule-broken';
import type { UnitStanding } from '../unit';
import type { ActOnReferral, Heirs } from './act-on-referral';
import type { ReferralAct } from './competence';
import { correctReferralAct } from './correct-referral-act';
import { grantExtension, refuseExtension, requestExtension } from './extend-referral';
import { closeReferral, confirmReferral, reopenReferral, sendBackReferral } from './finish-referral';
import { forwardReferral } from './forward-referral';
import { acceptReferral, deliverReferral, returnReferral, signForReferral } from './receive-referral';
import { recallReferral } from './recall-referral';
import type { KnownReferral, Referral } from './referral';
import type { ReferralEvent } from './referral.events';
import { superviseReferral } from './supervise-referral';
import { urgeReferral } from './urge-referral';
import { concludeReferral, reportProgress, resumeReferral, suspendReferral } from './work-on-referral';

type Attempt = (state: KnownReferral, act: ActOnReferral, now: Date) => ReferralEvent[];

/** What only the actor can know is stood in for by something that no rule could refuse and no record says yet. */
const reason = '\u0000';
const FAR_OFF = '9999-12-31';
const someoneFor = ({ matter: { sending } }: KnownReferral): UnitStanding => {
  const [kind = null] = sending.kind.receiverKinds ?? [];
  return { unitId: '\u0000', standing: 'active', regionCode: null, kind };
};

/** Every act on a referral that was sent, asked of the very decision that would record it. */
export const REFERRAL_ACTS = {
  recall: (state, act, now) => recallReferral(state, { ...act, reason }, now),
  deliver: (state, act, now) => deliverReferral(state, { ...act, mode: 'electronic' }, now),
  'sign-for': signForReferral,
  accept: acceptReferral,
  return: (state, act, now) => returnReferral(state, { ...act, reason }, now),
  forward: (state, act, now) => forwardReferral(state, { ...act, reason, receiver: someoneFor(state) }, now),
  'report-progress': (state, act, now) => reportProgress(state, { ...act, progress: reason }, now),
  'request-extension': (state, act, now) => requestExtension(state, { ...act, reason, until: FAR_OFF }, now),
  'grant-extension': grantExtension,
  'refuse-extension': (state, act, now) => refuseExtension(state, { ...act, reason }, now),
  suspend: (state, act, now) => suspendReferral(state, { ...act, reason }, now),
  resume: (state, act, now) => resumeReferral(state, { ...act, reason }, now),
  urge: (state, act, now) => urgeReferral(state, { ...act, words: reason }, now),
  supervise: (state, act, now) => superviseReferral(state, { ...act, opinion: reason }, now),
  conclude: (state, act, now) => concludeReferral(state, { ...act, outcome: 'settled', summary: reason }, now),
  confirm: confirmReferral,
  'send-back': (state, act, now) => sendBackReferral(state, { ...act, reason }, now),
  close: (state, act, now) => closeReferral(state, { ...act, remark: reason }, now),
  reopen: (state, act, now) => reopenReferral(state, { ...act, reason, decision: reason }, now),
  correct: correctNewest,
} as const satisfies Record<ReferralAct, Attempt>;

/** Whether an act may be done now; if not, under which rule it would be refused. */
export type Offer = Readonly<
  { act: ReferralAct; may: true } | { act: ReferralAct; may: false; rule: string; particulars: Particulars }
>;

/** Who asks which acts are open to them. `until` is the last revision that they see, where they gave it back. */
export type Asking = Readonly<{ unit: UnitStanding; role: string; heirs?: Heirs; until?: number | null }>;

/** Every act, whether this unit may do it now, and why not. Nothing while no referral was sent. */
export function actsOn(state: Referral, asking: Asking, now: Date): Offer[] {
  if (state.status === 'unknown') return [];
  const { referralId, legalBasis } = state.matter.sending;
  const { until = null, ...by } = asking;
  const probe: ActOnReferral = { ...by, referralId, legalBasis };
  const attempts: Record<ReferralAct, Attempt> =
    until === null ? REFERRAL_ACTS : { ...REFERRAL_ACTS, correct: correctParting(until) };
  return (Object.keys(REFERRAL_ACTS) as ReferralAct[]).map((act) => offer(act, () => attempts[act](state, probe, now)));
}

function offer(act: ReferralAct, attempt: () => ReferralEvent[]): Offer {
  try {
    if (attempt().length > 0) return { act, may: true };
    return { act, may: false, rule: 'referral.already-so', particulars: {} };
  } catch (refusal) {
    if (!(refusal instanceof RuleBroken)) throw refusal;
    return { act, may: false, rule: refusal.rule, particulars: refusal.particulars };
  }
}

/** The newest act is the one that can be corrected whatever its sort. */
function correctNewest(state: KnownReferral, act: ActOnReferral, now: Date): ReferralEvent[] {
  const { steps, sending } = state.matter;
  const newest = steps.at(-1) ?? { revision: 0, type: 'ReferralSent' as const, unitId: sending.unitId };
  return correctReferralAct(state, { ...act, reason, revision: newest.revision, act: newest }, now);
}

/** For who gave it back, that is the newest act: nothing is told of those that came after. */
const correctParting =
  (revision: number): Attempt =>
  (state, act, now) => {
    const { unitId } = act.unit;
    return correctReferralAct(
      state,
      { ...act, reason, revision, act: { revision, type: 'ReferralReturned', unitId } },
      now,
    );
  };
