import { CalendarDate, Identifier, OneOf, RegionCode, Text } from '@fuyuan/platform';
import { Format } from '../export/docs';
import type { ExportFormat } from '../export/hand-out';
import { Cursor, FreshQuery, Limit } from '../reading/page';
import { KINDS, LEVELS, STANDINGS, SYSTEMS, told } from './unit-terms';

export type UnitSystem = keyof typeof SYSTEMS;
export type UnitKind = keyof typeof KINDS;
export type UnitLevel = keyof typeof LEVELS;
export type UnitStanding = keyof typeof STANDINGS;

export const codesOf = <Code extends string>(terms: Readonly<Record<Code, string>>): Code[] =>
  Object.keys(terms) as Code[];

/** As of which day. */
export class OnDayQuery extends FreshQuery {
  @CalendarDate({
    optional: true,
    description:
      '哪一天的名称、隶属和状态（北京时间），不填为今天 · As of that day in Asia/Shanghai; today if left out',
    example: '2026-03-02',
  })
  on?: string;
}

export class UnitFilters extends OnDayQuery {
  @Text({
    max: 100,
    optional: true,
    description: '名称（曾用名也可）或编号中的文字 · Part of a name that it has or had, or of its id',
    example: '法院',
  })
  q?: string;

  @OneOf(codesOf(SYSTEMS), { optional: true, description: `所属系统 · System：${told(SYSTEMS)}` })
  system?: UnitSystem;

  @OneOf(codesOf(KINDS), { optional: true, description: `类别 · Kind：${told(KINDS)}` })
  kind?: UnitKind;

  @OneOf(codesOf(LEVELS), { optional: true, description: `层级 · Level：${told(LEVELS)}` })
  level?: UnitLevel;

  @RegionCode({ optional: true, description: '所在地区，含其下级 · Region, with all within it', example: '220200' })
  region?: string;

  @Identifier({ optional: true, description: '上级单位编号 · Id of the unit above', example: 'jilin-city-court' })
  parent?: string;

  @OneOf(codesOf(STANDINGS), { optional: true, description: `当日状态 · As of that day：${told(STANDINGS)}` })
  standing?: UnitStanding;

  @OneOf(['none', 'some'], {
    optional: true,
    description: '`none` 没有联络员；`some` 有联络员 · Without, or with, a liaison officer on that day',
  })
  officer?: 'none' | 'some';
}

export class UnitsQuery extends UnitFilters {
  @Limit()
  limit = 50;

  @Cursor()
  cursor?: string;
}

export class UnitsExportQuery extends UnitFilters {
  @Format()
  format: ExportFormat = 'xlsx';
}

export class UnitPath {
  @Identifier({ description: '单位编号 · Id of the unit', example: 'panshi-court' })
  unitId!: string;
}
