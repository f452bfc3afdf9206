import { Referrals } from '@fuyuan/domain';
import { CalendarDate, Identifier, Instant, ListOf, nested, OneOf, Text, Whole } from '@fuyuan/platform';
import { ActRequest, LEGAL_BASIS, LegalBasisRequest } from '../request/act.request';
import { told } from '../unit/unit.terms';
import { DELIVERY_TERMS, OUTCOME_TERMS } from './referral.terms';

const REASON = { max: 2000, multiline: true };

/** An act on a referral: without a legal basis of its own it rests on the referral's. */
export class ActOnReferralRequest {
  @ListOf(nested(() => LegalBasisRequest), {
    ...LEGAL_BASIS,
    optional: true,
    description: '法律依据，不填即沿用移送的依据 · Legal basis; that of the referral if left out',
  })
  legalBasis?: LegalBasisRequest[];

  @Instant({
    optional: true,
    description: '行为发生的时刻，不填即为现在 · When it happened (RFC 3339, with offset); now if left out',
    example: '2026-03-02T09:30:00+08:00',
  })
  occurredAt?: string;
}

/** Such an act with its reason. */
export class ReasonedActRequest extends ActOnReferralRequest {
  @Text({ ...REASON, description: '原因 · Why', example: '材料不全，请补充后重新移送' })
  reason!: string;
}

/** An act on a provision of its own, with its reason. */
export class FoundedActRequest extends ActRequest {
  @Text({ ...REASON, description: '原因 · Why', example: '等待鉴定意见' })
  reason!: string;
}

export class DeliverReferralRequest extends ActOnReferralRequest {
  @OneOf(Referrals.DELIVERY_MODES, { description: `送达方式 · How：${told(DELIVERY_TERMS)}`, example: 'electronic' })
  mode!: Referrals.DeliveryMode;
}

export class ForwardReferralRequest extends ReasonedActRequest {
  @Identifier({ description: '转办至 · The unit that is to have it', example: 'panshi-mediation' })
  receiver!: string;
}

export class ReportProgressRequest extends ActOnReferralRequest {
  @Text({
    max: 5000,
    multiline: true,
    description: '进展；勿写当事人个人信息 · Progress; no personal data',
    example: '已组织第一次调解',
  })
  progress!: string;
}

export class RequestExtensionRequest extends ReasonedActRequest {
  @CalendarDate({ description: '申请延至 · Until when', example: '2099-05-01' })
  until!: string;
}

export class GrantExtensionRequest extends ActRequest {
  @CalendarDate({
    optional: true,
    description: '批准延至，不填即按申请 · Until when; as asked if left out',
    example: '2099-04-20',
  })
  until: string | null = null;
}

export class UrgeReferralRequest extends ActOnReferralRequest {
  @Text({ ...REASON, description: '催办内容 · What is said', example: '请尽快办理并书面回复' })
  words!: string;
}

export class SuperviseReferralRequest extends ActRequest {
  @Text({
    max: 5000,
    multiline: true,
    description: '监督意见；勿写当事人个人信息 · What the procuratorate holds; no personal data',
    example: '请书面说明不予立案的理由',
  })
  opinion!: string;
}

export class ConcludeReferralRequest extends ActOnReferralRequest {
  @OneOf(Referrals.OUTCOMES, { description: `办理结果 · Outcome：${told(OUTCOME_TERMS)}`, example: 'settled' })
  outcome!: Referrals.Outcome;

  @Text({
    max: 5000,
    multiline: true,
    description: '办理情况；勿写当事人个人信息 · What was done; no personal data',
    example: '已协助查询并函复',
  })
  summary!: string;
}

export class CloseReferralRequest extends ActOnReferralRequest {
  @Text({ ...REASON, optional: true, description: '备注 · Remark', example: '已归档' })
  remark: string | null = null;
}

export class ReopenReferralRequest extends FoundedActRequest {
  @Text({ max: 200, description: '决定文书 · The decision', example: '联席会议纪要〔2026〕3号' })
  decision!: string;
}

export class CorrectReferralActRequest extends ReasonedActRequest {
  @Whole({ min: 0, description: '误录的办理在历史中的版本 · Revision of the mistaken act', example: 2 })
  revision!: number;
}
