import { Units } from '@fuyuan/domain';
import { CalendarDate, Identifier, ListOf, OneOf, RegionCode, Text, text } from '@fuyuan/platform';
import { ActRequest } from '../request/act.request';
import { KIND_TERMS, LEVEL_TERMS, SYSTEM_TERMS, told } from './unit.terms';

export class UnitPath {
  @Identifier({ description: '单位编号，由办公室选定 · Id of the unit, chosen by the office', example: 'panshi-court' })
  unitId!: string;
}

export class UnitQuery {
  @CalendarDate({
    optional: true,
    description: '哪一天的名称、隶属和联络员，不填为今天 · As of that day; today if left out',
    example: '2026-03-02',
  })
  on: string | null = null;
}

export class RegisterUnitRequest extends ActRequest {
  @Text({ max: 200, description: '单位全称 · Full name', example: '磐石市人民法院' })
  name!: string;

  @OneOf(Units.UNIT_KINDS, { description: `类别 · Kind：${told(KIND_TERMS)}`, example: 'court' })
  kind!: Units.UnitKind;

  @OneOf(Units.UNIT_SYSTEMS, { description: `所属系统 · System：${told(SYSTEM_TERMS)}`, example: 'court' })
  system!: Units.UnitSystem;

  @OneOf(Units.UNIT_LEVELS, { description: `层级 · Level：${told(LEVEL_TERMS)}`, example: 'county' })
  level!: Units.UnitLevel;

  @RegionCode({ description: '行政区划代码（GB/T 2260） · Region code', example: '220284' })
  regionCode!: string;

  @Identifier({ optional: true, description: '上级单位编号 · Id of the parent unit', example: 'jilin-city-court' })
  parentId: string | null = null;

  @CalendarDate({ description: '生效日期（北京时间） · Effective from (Asia/Shanghai)', example: '2024-04-30' })
  effectiveOn!: string;

  @ListOf(text({ max: 64 }), {
    optional: true,
    max: 50,
    description:
      '自生效日期起的联络员账号 · Accounts of those who are its liaison officers from that day on, recorded in the same act',
    example: ['li-court'],
  })
  officers?: string[];
}

export class RetireUnitRequest extends ActRequest {
  @CalendarDate({ description: '自该日起停用 · Acts no more from this day on', example: '2026-12-31' })
  effectiveOn!: string;

  @Text({ max: 2000, multiline: true, description: '停用原因 · Why', example: '机构改革，职责并入磐石市司法局' })
  reason!: string;
}
