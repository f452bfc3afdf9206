import type { Referrals } from '@fuyuan/domain';
import { CalendarDate, Identifier, Nested, Text, Uuid, Whole } from '@fuyuan/platform';
import { ActRequest } from '../request/act.request';

export class ReferralPath {
  @Uuid({ description: '移送编号，见回执 · Id of the referral, from its receipt' })
  referralId!: string;
}

/** That the parties consented: how many, when, by which paper; never who they are. */
export class ConsentRequest implements Referrals.Consent {
  @Whole({
    min: 1,
    max: 10_000,
    description: '同意的当事人人数，至少两方 · How many parties, two at least',
    example: 2,
  })
  parties!: number;

  @CalendarDate({ description: '同意日期 · When they consented', example: '2026-02-27' })
  consentedOn!: string;

  @Text({ max: 200, description: '同意文书的名称，勿写姓名 · The paper; no names', example: '诉前调解同意书' })
  paper!: string;
}

export class SendReferralRequest extends ActRequest {
  @Identifier({
    description: '类别代码，见 `/v1/referral-kinds` · Code of the kind',
    example: 'enforcement-assistance',
  })
  kind!: string;

  @Identifier({ description: '受移送单位编号 · The unit that is to have it', example: 'panshi-justice-bureau' })
  receiver!: string;

  @Identifier({
    optional: true,
    description: '延期审批单位，不填为移送单位 · Who decides on more time; the sender if left out',
    example: 'jilin-city-court',
  })
  approver: string | null = null;

  @Identifier({
    optional: true,
    description:
      '抄送并由其监督的检察院，可见全部记录；当事单位不能兼任 · The procuratorate that is sent a copy and supervises: it sees the whole record and takes no other part',
    example: 'panshi-procuratorate',
  })
  supervisor: string | null = null;

  @Text({
    max: 200,
    description: '事由；勿写当事人姓名、证件号码、住址、电话 · No names, numbers, addresses or telephones of parties',
    example: '协助查询不动产登记',
  })
  subject!: string;

  @Text({
    max: 5000,
    multiline: true,
    description: '请求事项；勿写当事人个人信息 · What is asked; no personal data of parties',
    example: '请协助查询被执行人名下不动产登记情况，并书面回复。',
  })
  request!: string;

  @Text({ max: 100, optional: true, description: '案号 · Case number', example: '（2026）吉0284执12号' })
  caseNumber: string | null = null;

  @CalendarDate({
    optional: true,
    description:
      '要求回复日期（北京时间），须晚于移送之日；逾期未办结即显示为逾期 · By which day an answer is asked for',
    example: '2099-04-01',
  })
  answerBy: string | null = null;

  @Nested(() => ConsentRequest, {
    optional: true,
    description: '当事人同意，委派调解、委托调解必填 · The parties’ consent; needed for mediation',
  })
  consent: ConsentRequest | null = null;
}
