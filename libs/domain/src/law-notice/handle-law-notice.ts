import type { LegalBasis } from '../legal-basis';
import { occurrence, type Instant } from '../moment';
import { RuleBroken } from '../rule-broken';
import { requireActive, type UnitStanding } from '../unit';
import { requireParty, requireStanding, type LawNoticeAct } from './competence';
import type { Assessment, LawNoticeEvent } from './law-notice.events';
import {
  handlingOf,
  requireKnown,
  requireNotBefore,
  type Handling,
  type LawNotice,
  type PublishedLawNotice,
} from './law-notice';

/** What an addressed unit does with a notice. Without a legal basis of its own, the act rests on the notice's. */
export type ActOfAddressee = Readonly<{
  noticeId: string;
  unit: UnitStanding;
  legalBasis?: readonly LegalBasis[];
  occurredAt?: Instant;
}>;

export type LawNoticeAssessment = ActOfAddressee & Readonly<{ assessment: Assessment }>;

/** 签收: the unit has the notice. Once for each edition. */
export function signForLawNotice(state: LawNotice, act: ActOfAddressee, now: Date): LawNoticeEvent[] {
  const { notice, handling } = addressed('sign-for', state, act);
  if (handling.signedFor === notice.edition) return [];

  return [{ type: 'LawNoticeSignedFor', data: factOf(notice, act, now) }];
}

/** 签阅: those whom it concerns have read it. */
export function readLawNotice(state: LawNotice, act: ActOfAddressee, now: Date): LawNoticeEvent[] {
  const { notice, handling } = addressed('read', state, act);
  if (handling.read === notice.edition) return [];
  if (handling.signedFor !== notice.edition) {
    throw new RuleBroken('law-notice.not-signed-for', 'A unit signs for a law notice before it reads it.');
  }
  return [{ type: 'LawNoticeRead', data: factOf(notice, act, now) }];
}

/** 影响评估. Said again in other words it is recorded as a supplement. */
export function assessLawNotice(state: LawNotice, act: LawNoticeAssessment, now: Date): LawNoticeEvent[] {
  const { notice, handling } = addressed('assess', state, act);
  const { impact, opinion, measures } = act.assessment;
  if (handling.read !== notice.edition) {
    throw new RuleBroken('law-notice.not-read', 'A unit reads a law notice before it assesses its impact.');
  }
  const last = handling.assessed === notice.edition ? handling.assessment : null;
  if (last?.impact === impact && last.opinion === opinion && last.measures === measures) return [];

  return [{ type: 'LawNoticeAssessed', data: { ...factOf(notice, act, now), impact, opinion, measures } }];
}

function addressed(
  name: LawNoticeAct,
  state: LawNotice,
  { noticeId, unit }: ActOfAddressee,
): { notice: PublishedLawNotice; handling: Handling } {
  requireKnown(state, noticeId);
  requireParty(name, state, unit.unitId);
  requireStanding(name, state);
  requireActive(unit);
  return { notice: state, handling: handlingOf(state, unit.unitId) };
}

function factOf(notice: PublishedLawNotice, act: ActOfAddressee, now: Date) {
  const occurredAt = occurrence(act.occurredAt, now);
  requireNotBefore(notice, occurredAt);
  const legalBasis = act.legalBasis?.length ? act.legalBasis : notice.legalBasis;
  return { noticeId: notice.noticeId, unitId: act.unit.unitId, edition: notice.edition, legalBasis, occurredAt };
}
