import { Units } from '@fuyuan/domain';
import { CalendarDate, Flag, Identifier, ListOf, oneOf, Text } from '@fuyuan/platform';
import { ActRequest } from '../request/act.request';
import { KIND_TERMS, told } from '../unit/unit.terms';

const KINDS_OF_UNIT = { max: Units.UNIT_KINDS.length, optional: true, example: ['bureau', 'town'] };

export class KindPath {
  @Identifier({ description: '类别代码，小写字母、数字和连字符 · Code of the kind', example: 'land-dispute' })
  code!: string;
}

export class KindsQuery {
  @CalendarDate({ optional: true, description: '哪一天的目录，不填为今天 · The list on that day; today if left out' })
  on: string | null = null;
}

export class AddReferralKindRequest extends ActRequest {
  @Text({ max: 100, description: '类别名称 · Name', example: '土地纠纷移送' })
  name!: string;

  @Flag({
    optional: true,
    description: '限定知悉范围 · Only the named units and the auditor know of it',
    example: false,
  })
  restricted = false;

  @Flag({ optional: true, description: '须有当事人同意 · Needs the parties’ consent', example: false })
  needsConsent = false;

  @ListOf(oneOf(Units.UNIT_KINDS), {
    ...KINDS_OF_UNIT,
    description: `可移送的单位类别，不填为不限 · Kinds of unit that may send it; any if left out：${told(KIND_TERMS)}`,
  })
  senderKinds: Units.UnitKind[] | null = null;

  @ListOf(oneOf(Units.UNIT_KINDS), {
    ...KINDS_OF_UNIT,
    description: '可承接（含转办）的单位类别，不填为不限 · Kinds of unit that may receive it; any if left out',
  })
  receiverKinds: Units.UnitKind[] | null = null;

  @CalendarDate({ description: '自该日起可用 · From this day on', example: '2026-04-01' })
  effectiveOn!: string;
}

export class EndReferralKindRequest extends ActRequest {
  @CalendarDate({ description: '自该日起不再移送 · None is sent from this day on', example: '2027-01-01' })
  endsOn!: string;

  @Text({ max: 2000, multiline: true, description: '终止原因 · Why', example: '并入其他类别' })
  reason!: string;
}
