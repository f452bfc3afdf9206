import { CalendarDate, Identifier, identifier, ListOf, Text } from '@fuyuan/platform';
import { ActRequest } from '../request/act.request';

/** A change of a unit, from a day on. */
export class UnitChangeRequest extends ActRequest {
  @CalendarDate({ description: '自该日起（北京时间） · From this day on (Asia/Shanghai)', example: '2026-07-01' })
  effectiveOn!: string;
}

export class RenameUnitRequest extends UnitChangeRequest {
  @Text({ max: 200, description: '新名称 · New name', example: '磐石市卫生健康局' })
  name!: string;
}

export class MoveUnitRequest extends UnitChangeRequest {
  @Identifier({
    optional: true,
    description: '新的上级，不填为无上级 · New parent; none if left out',
    example: 'panshi-government',
  })
  parentId: string | null = null;
}

class UnitEndRequest extends UnitChangeRequest {
  @Identifier({
    description: '承继其未办结事项的单位 · Who goes on with its open matters',
    example: 'panshi-justice-bureau',
  })
  heirId!: string;

  @Text({ max: 2000, multiline: true, description: '原因 · Why', example: '机构改革' })
  reason!: string;
}

export class MergeUnitRequest extends UnitEndRequest {}

export class SplitUnitRequest extends UnitEndRequest {
  @ListOf(identifier(), {
    min: 1,
    max: 100,
    description: '分设后的单位 · The units that come instead',
    example: ['panshi-health', 'panshi-drugs'],
  })
  successorIds!: string[];
}

export class DesignateLiaisonOfficerRequest extends UnitChangeRequest {
  @Text({ max: 64, description: '联络员账号 · Account of the officer', example: 'li-court' })
  account!: string;
}

export class ReplaceLiaisonOfficerRequest extends DesignateLiaisonOfficerRequest {
  @Text({ max: 64, description: '接任者账号 · Account of the successor', example: 'wang-court' })
  successor!: string;
}
