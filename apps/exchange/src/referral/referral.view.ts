import { ApiProperty } from '@nestjs/swagger';
import type { SeenReferral } from '@fuyuan/application';
import { type LegalBasis, type ReferralKinds, Referrals, Units } from '@fuyuan/domain';
import { LegalBasisRequest } from '../request/act.request';
import { KIND_TERMS, told } from '../unit/unit.terms';
import { STATUS_TERMS } from './referral.terms';
import { ConsentRequest } from './send-referral.request';

export class ReferralKindView implements ReferralKinds.ReferralKind {
  @ApiProperty({ example: 'enforcement-assistance' })
  code!: string;

  @ApiProperty({ example: '执行协助' })
  name!: string;

  @ApiProperty({ description: '限定知悉范围 · Only the named units and the auditor know of it' })
  restricted!: boolean;

  @ApiProperty({ description: '须有当事人同意 · Needs the parties’ consent' })
  needsConsent!: boolean;

  @ApiProperty({
    enum: Units.UNIT_KINDS,
    isArray: true,
    nullable: true,
    description: `可移送的单位类别，null 为不限 · Kinds of unit that may send it; null: any。${told(KIND_TERMS)}`,
    example: ['court'],
  })
  senderKinds!: readonly Units.UnitKind[] | null;

  @ApiProperty({
    enum: Units.UNIT_KINDS,
    isArray: true,
    nullable: true,
    description: '可承接（含转办）的单位类别，null 为不限 · Kinds of unit that may receive it; null: any',
    example: ['bureau', 'mediation-body'],
  })
  receiverKinds!: readonly Units.UnitKind[] | null;
}

/** One unit’s turn, with the dates from which legal clocks are computed. */
export class HoldingView {
  @ApiProperty({ example: 'panshi-justice-bureau' })
  unitId!: string;

  @ApiProperty({ description: '由谁交来 · Who handed it over', example: 'panshi-court' })
  handedBy!: string;

  @ApiProperty({ format: 'date-time' })
  sentAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  deliveredAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  signedForAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  acceptedAt!: string | null;
}

/** A referral as far as the asker may see it. */
export class ReferralView {
  @ApiProperty({ format: 'uuid' })
  referralId!: string;

  @ApiProperty({ enum: Referrals.REFERRAL_STATUSES, description: `状态 · Status：${told(STATUS_TERMS)}` })
  status!: Referrals.ReferralStatus;

  @ApiProperty({ type: ReferralKindView })
  kind!: ReferralKindView;

  @ApiProperty({ description: '事由 · Subject' })
  subject!: string;

  @ApiProperty({ description: '请求事项 · What is asked' })
  request!: string;

  @ApiProperty({ type: String, nullable: true, description: '案号 · Case number' })
  caseNumber!: string | null;

  @ApiProperty({ description: '移送单位 · Sender', example: 'panshi-court' })
  senderId!: string;

  @ApiProperty({ description: '延期审批单位 · Who decides on more time', example: 'jilin-city-court' })
  approverId!: string;

  @ApiProperty({ type: String, nullable: true, description: '监督的检察院 · Who supervises', example: null })
  supervisorId!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: '要求回复日期 · Answer asked for by' })
  answerBy!: string | null;

  @ApiProperty({ type: ConsentRequest, nullable: true })
  consent!: Referrals.Consent | null;

  @ApiProperty({ type: [LegalBasisRequest] })
  legalBasis!: readonly LegalBasis[];

  @ApiProperty({ type: [HoldingView], description: '转办链，末位为现承办单位 · The chain; the last holds it' })
  chain!: HoldingView[];

  @ApiProperty({ type: String, format: 'date', nullable: true, description: '待批的延期 · More time asked for' })
  askedUntil!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: '已批的延期 · More time granted' })
  grantedUntil!: string | null;

  @ApiProperty({ type: String, nullable: true, description: '中止、退回或撤回的原因 · Why it stands still' })
  reason!: string | null;

  @ApiProperty({ enum: Referrals.OUTCOMES, nullable: true, description: '办理结果 · Outcome' })
  outcome!: Referrals.Outcome | null;

  @ApiProperty({ type: String, nullable: true, description: '办理情况 · What was done' })
  summary!: string | null;

  @ApiProperty({ description: '本单位已退回，所见止于退回时 · Seen as it stood when your unit gave it back' })
  asGivenBack!: boolean;

  @ApiProperty({ type: 'integer', description: '记录版本 · Revision of the record', example: 0 })
  revision!: number;
}

export function referralView({ sight: { referral, chain, until }, revision }: SeenReferral): ReferralView {
  const { sending, askedUntil, grantedUntil } = referral.matter;
  const { referralId, kind, subject, request, caseNumber, consent, legalBasis } = sending;
  const { unitId: senderId, approverId, supervisorId = null, answerBy = null } = sending;
  return {
    referralId,
    status: referral.status,
    kind,
    subject,
    request,
    caseNumber,
    senderId,
    approverId,
    supervisorId,
    answerBy,
    consent,
    legalBasis,
    chain: chain.map(({ region: _, ...holding }) => holding),
    askedUntil,
    grantedUntil,
    reason: 'reason' in referral ? referral.reason : null,
    outcome: 'outcome' in referral ? referral.outcome : null,
    summary: 'summary' in referral ? referral.summary : null,
    asGivenBack: until !== null,
    revision,
  };
}
