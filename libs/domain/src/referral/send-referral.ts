import { canonical } from '../canonical';
import { requireLegalBasis, type LegalBasis } from '../legal-basis';
import { occurrence, shanghaiDate, type CalendarDate, type Instant } from '../moment';
import { keptOf, kindOn, type ReferralKind, type ReferralKinds } from '../referral-kinds';
import { RuleBroken } from '../rule-broken';
import { requireActive, type UnitStanding } from '../unit';
import { requireReceiverOfKind, requireSenderOfKind } from './kind-of-unit';
import type { Consent, ReferralEvent, ReferralSent } from './referral.events';
import type { Referral } from './referral';

/** Where consent is needed, both sides must have given it. */
const FEWEST_PARTIES = 2;

export type ReferralSending = Readonly<{
  referralId: string;
  sender: UnitStanding;
  receiver: UnitStanding;
  /** Who decides on more time; `null` is the sender. */
  approver: UnitStanding | null;
  /** The procuratorate that is sent a copy and supervises, if one is. */
  supervisor: UnitStanding | null;
  kindCode: string;
  /** The list of kinds as it stands. */
  kinds: ReferralKinds;
  subject: string;
  /** What is asked of the receiver. */
  request: string;
  caseNumber: string | null;
  /** 要求回复日期: by which day the sender asks to hear back, if it says so. */
  answerBy: CalendarDate | null;
  consent: Consent | null;
  legalBasis: readonly LegalBasis[];
  occurredAt?: Instant;
}>;

/** 移送: one unit hands a matter to another and must hear back. */
export function sendReferral(state: Referral, sending: ReferralSending, now: Date): ReferralEvent[] {
  const { referralId, sender, receiver, legalBasis, consent, answerBy } = sending;
  requireLegalBasis(legalBasis);

  const occurredAt = occurrence(sending.occurredAt, now);
  const day = shanghaiDate(new Date(occurredAt));
  if (state.status !== 'unknown') {
    const { kind } = state.matter.sending;
    if (saysTheSame(state.matter.sending, sentBy(sending, kind, occurredAt))) return [];
    throw new RuleBroken('referral.already-sent', `The referral ${referralId} is sent already.`, { referralId });
  }
  requireActive(sender);
  requireReceiver(sending);
  requireActive(receiver);
  if (sending.approver) requireActive(sending.approver);
  requireSupervisor(sending);

  const kind = kindStanding(sending, day);
  requireSenderOfKind(kind, sender);
  requireReceiverOfKind(kind, receiver);
  requireConsent(kind, consent, day);
  requireAhead(answerBy, day);
  return [{ type: 'ReferralSent', data: sentBy(sending, kind, occurredAt) }];
}

function sentBy(sending: ReferralSending, kind: ReferralKind, occurredAt: Instant): ReferralSent['data'] {
  const { referralId, sender, receiver, approver, supervisor, answerBy } = sending;
  const { subject, request, caseNumber, consent, legalBasis } = sending;
  return {
    referralId,
    unitId: sender.unitId,
    senderRegion: sender.regionCode ?? '',
    receiverId: receiver.unitId,
    receiverRegion: receiver.regionCode ?? '',
    approverId: approver?.unitId ?? sender.unitId,
    ...(supervisor ? { supervisorId: supervisor.unitId } : {}),
    ...(answerBy ? { answerBy } : {}),
    kind,
    subject,
    request,
    caseNumber,
    consent,
    legalBasis,
    occurredAt,
  };
}

const saysTheSame = (one: ReferralSent['data'], other: ReferralSent['data']): boolean =>
  canonical({ ...one, occurredAt: null }) === canonical({ ...other, occurredAt: null });

function kindStanding({ kinds, kindCode }: ReferralSending, day: CalendarDate): ReferralKind {
  const listed = kindOn(kinds, kindCode, day);
  if (!listed) {
    throw new RuleBroken('referral.kind-not-listed', `No kind ${kindCode} stands in the list on ${day}.`, {
      code: kindCode,
      day,
    });
  }
  return keptOf(listed);
}

function requireReceiver({ sender, receiver, approver }: ReferralSending): void {
  if (receiver.unitId === sender.unitId) {
    throw new RuleBroken('referral.sent-to-itself', 'A unit does not send a referral to itself.', {
      unitId: sender.unitId,
    });
  }
  if (approver?.unitId === receiver.unitId) requireApart(receiver.unitId);
}

/** Nobody grants more time to itself. */
export function requireApart(unitId: string): never {
  throw new RuleBroken('referral.approver-is-receiver', `The unit ${unitId} would decide on its own time.`, { unitId });
}

/** 检察机关 alone supervises, and never what it takes part in. */
function requireSupervisor({ sender, receiver, approver, supervisor }: ReferralSending): void {
  if (!supervisor) return;
  const { unitId, kind } = supervisor;
  if ([sender, receiver, approver].some((party) => party?.unitId === unitId)) requireDisinterested(unitId);
  requireActive(supervisor);
  if (kind === 'procuratorate') return;
  throw new RuleBroken('referral.supervisor-not-procuratorate', `The unit ${unitId}, a ${kind}, does not supervise.`, {
    unitId,
    kind: kind ?? '',
  });
}

/** Nobody supervises what it takes part in. */
export function requireDisinterested(unitId: string): never {
  throw new RuleBroken('referral.supervisor-is-party', `The unit ${unitId} would supervise itself.`, { unitId });
}

function requireConsent({ code, needsConsent }: ReferralKind, consent: Consent | null, day: CalendarDate): void {
  if (consent === null) {
    if (!needsConsent) return;
    throw new RuleBroken('referral.needs-consent', `A referral of the kind ${code} needs the parties' consent.`, {
      code,
    });
  }
  if (consent.parties < FEWEST_PARTIES) {
    throw new RuleBroken('referral.consent-of-too-few', `At least ${FEWEST_PARTIES} parties must have consented.`, {
      least: FEWEST_PARTIES,
    });
  }
  if (consent.consentedOn > day) {
    throw new RuleBroken('referral.consent-after-sending', `The consent of ${consent.consentedOn} came after ${day}.`, {
      consentedOn: consent.consentedOn,
      day,
    });
  }
}

/** The receiver has at least until the next day. */
function requireAhead(answerBy: CalendarDate | null, day: CalendarDate): void {
  if (answerBy === null || answerBy > day) return;
  throw new RuleBroken('referral.answer-by-not-ahead', `${answerBy} does not lie after the sending on ${day}.`, {
    answerBy,
    day,
  });
}
