import type { Act } from './act-book';
import { act, legalBasis } from './town';

/** Who hands matters to whom in the town: the court to the police, and they on to the justice bureau. */
const SENDER = 'panshi-court';
const RECEIVER = 'panshi-police';
const NEXT = 'panshi-justice';
const APPROVER = 'panshi-procuratorate';

export const send = (kind: string, subject: string): Act =>
  act(SENDER, '/v1/referrals', {
    ...{ kind, subject, request: '请依法办理并书面回复', receiver: RECEIVER, approver: APPROVER, legalBasis },
  });

/** An act on the referral of that id. */
export type ActOn = (referralId: string) => Act;

const by =
  (unit: string) =>
  (verb: string, body: object = {}): ActOn =>
  (referralId) =>
    act(unit, `/v1/referrals/${referralId}/${verb}`, body);

const sender = by(SENDER);
const receiver = by(RECEIVER);
const next = by(NEXT);

const reason = '按规定办理';
const accepted = [receiver('sign-for'), receiver('accept')];
const conclude = receiver('conclude', { outcome: 'settled', summary: '已办结' });

/** One turn at a referral: an act, or two at once of which only one can be. */
export type Turn = readonly [ActOn] | readonly [ActOn, ActOn];
const alone = (acts: readonly ActOn[]): Turn[] => acts.map((one) => [one]);

/** Courses that referrals take in this town, from what comes after the sending. */
export const COURSES: readonly [readonly Turn[], ...(readonly Turn[])[]] = [
  alone([
    ...[sender('deliver', { mode: 'electronic' }), ...accepted, receiver('report-progress', { progress: '已立案' })],
    receiver('request-extension', { until: '2099-05-01', reason }),
    by(APPROVER)('grant-extension', { legalBasis }),
    ...[conclude, sender('send-back', { reason }), conclude, sender('confirm'), sender('close')],
    sender('reopen', { reason, decision: '联席会议纪要〔2026〕3号', legalBasis }),
    ...accepted,
  ]),
  alone([
    receiver('sign-for'),
    receiver('forward', { receiver: NEXT, reason }),
    ...[next('sign-for'), next('return', { reason }), receiver('accept')],
    ...[receiver('suspend', { reason, legalBasis }), receiver('resume', { reason })],
    receiver('forward', { receiver: NEXT, reason }),
    ...[next('sign-for'), next('accept'), next('conclude', { outcome: 'settled', summary: '已办结' })],
  ]),
  alone([receiver('sign-for'), receiver('return', { reason }), sender('close')]),
  [[receiver('sign-for')], [sender('recall', { reason }), receiver('accept')]],
  [...alone([...accepted, conclude]), [sender('confirm'), sender('send-back', { reason })]],
];

/** Acts of a referral that many want at once; no two say the same. */
export const reportProgress = (referralId: string, progress: string): Act =>
  receiver('report-progress', { progress })(referralId);
export const urge = (referralId: string, words: string): Act => sender('urge', { words })(referralId);

/** What brings a referral to where progress is reported. */
export const acceptance = (referralId: string): Act[] => accepted.map((one) => one(referralId));
