import { requireLegalBasis, type LegalBasis } from '../legal-basis';
import { occurrence, type Instant } from '../moment';
import { requireActive, type UnitStanding } from '../unit';
import type { LawNoticeEvent } from './law-notice.events';
import { requireParty, requireStanding } from './competence';
import { requireKnown, requireNotBefore, type LawNotice } from './law-notice';
import { isSameNorm, requireSoundNorm, type Norm } from './norm';

export type LawNoticeCorrection = Readonly<{
  noticeId: string;
  unit: UnitStanding;
  norm: Norm;
  reason: string;
  legalBasis: readonly LegalBasis[];
  occurredAt?: Instant;
}>;

/** The mistaken edition stays readable; the addressed units sign for, read and assess the new one. */
export function correctLawNotice(state: LawNotice, correction: LawNoticeCorrection, now: Date): LawNoticeEvent[] {
  const { noticeId, unit, norm, reason, legalBasis } = correction;
  requireLegalBasis(legalBasis);
  requireKnown(state, noticeId);
  requireParty('correct', state, unit.unitId);
  requireStanding('correct', state);
  requireActive(unit);
  requireSoundNorm(norm);
  if (isSameNorm(state.norm, norm)) return [];

  const occurredAt = occurrence(correction.occurredAt, now);
  requireNotBefore(state, occurredAt);
  const data = { noticeId, corrects: state.edition, norm, reason, legalBasis, occurredAt };
  return [{ type: 'LawNoticeCorrected', data }];
}
