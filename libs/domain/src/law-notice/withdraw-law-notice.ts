import { requireLegalBasis, type LegalBasis } from '../legal-basis';
import { occurrence, type Instant } from '../moment';
import { requireActive, type UnitStanding } from '../unit';
import type { LawNoticeEvent } from './law-notice.events';
import { isSoAlready, requireParty, requireStanding } from './competence';
import { requireKnown, requireNotBefore, type LawNotice } from './law-notice';

export type LawNoticeWithdrawal = Readonly<{
  noticeId: string;
  unit: UnitStanding;
  reason: string;
  legalBasis: readonly LegalBasis[];
  occurredAt?: Instant;
}>;

export function withdrawLawNotice(state: LawNotice, withdrawal: LawNoticeWithdrawal, now: Date): LawNoticeEvent[] {
  const { noticeId, unit, reason, legalBasis } = withdrawal;
  requireLegalBasis(legalBasis);
  requireKnown(state, noticeId);
  requireParty('withdraw', state, unit.unitId);
  if (isSoAlready('withdraw', state)) return [];
  requireStanding('withdraw', state);
  requireActive(unit);

  const occurredAt = occurrence(withdrawal.occurredAt, now);
  requireNotBefore(state, occurredAt);
  return [{ type: 'LawNoticeWithdrawn', data: { noticeId, reason, legalBasis, occurredAt } }];
}
