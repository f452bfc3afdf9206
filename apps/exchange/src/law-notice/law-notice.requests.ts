import { LawNotices } from '@fuyuan/domain';
import { identifier, ListOf, Nested, OneOf, Text, Uuid } from '@fuyuan/platform';
import { ActOfAddresseeRequest, ActRequest } from '../request/act.request';
import { told } from '../unit/unit.terms';
import { IMPACT_TERMS } from './law-notice.terms';
import { NormRequest } from './norm.request';

export class LawNoticePath {
  @Uuid({ description: '通报编号，见回执 · Id of the notice, from its receipt' })
  noticeId!: string;
}

export class PublishLawNoticeRequest extends ActRequest {
  @Nested(() => NormRequest, { description: '所通报的规范 · The norm that the notice tells of' })
  norm!: NormRequest;

  @ListOf(identifier(), {
    max: LawNotices.MAX_ADDRESSEES,
    description: '受文单位编号 · Ids of the units it is addressed to',
    example: ['panshi-court', 'panshi-procuratorate'],
  })
  addressees!: string[];
}

const REASON = { max: 2000, multiline: true };

export class CorrectLawNoticeRequest extends ActRequest {
  @Nested(() => NormRequest, { description: '更正后的规范，全部重写 · The norm as it should have been, whole' })
  norm!: NormRequest;

  @Text({ ...REASON, description: '更正原因 · What was mistaken, and why', example: '施行日期误写，现予更正' })
  reason!: string;
}

export class WithdrawLawNoticeRequest extends ActRequest {
  @Text({ ...REASON, description: '撤回原因 · Why', example: '与此前通报重复，现予撤回' })
  reason!: string;
}

export class SignForLawNoticeRequest extends ActOfAddresseeRequest {}

export class ReadLawNoticeRequest extends ActOfAddresseeRequest {}

export class AssessLawNoticeRequest extends ActOfAddresseeRequest {
  @OneOf(LawNotices.IMPACTS, { description: `影响程度 · Impact：${told(IMPACT_TERMS)}`, example: 'partial' })
  impact!: LawNotices.Impact;

  @Text({
    max: 20_000,
    multiline: true,
    description: '评估意见 · How it touches the work of the unit',
    example: '涉企行政案件审理中适用条例关于平等保护市场主体的规定。',
  })
  opinion!: string;

  @Text({
    max: 20_000,
    multiline: true,
    optional: true,
    description: '拟采取的措施 · What the unit will do',
    example: '组织行政庭专题学习，更新涉企案件裁判指引。',
  })
  measures: string | null = null;
}
