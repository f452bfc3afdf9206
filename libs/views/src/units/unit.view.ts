import { ApiProperty } from '@nestjs/swagger';
import type { StoredRowOf } from '@fuyuan/read-model';
import { EVER, NEVER, type unitsProjection } from '@fuyuan/projections';
import { ENDINGS, KINDS, LEVELS, STANDINGS, SYSTEMS, told } from './unit-terms';
import type { UnitOnDay } from './units.query';
import { codesOf, type UnitKind, type UnitLevel, type UnitStanding, type UnitSystem } from './units.requests';

const orNull = { type: String, nullable: true } as const;
const day = { ...orNull, format: 'date' } as const;

/** A unit as it stood on a day. */
export class UnitLineView {
  @ApiProperty()
  unitId!: string;

  @ApiProperty({ description: '当日名称 · What it was called on that day' })
  name!: string;

  @ApiProperty({ enum: codesOf(SYSTEMS), description: told(SYSTEMS) })
  system!: UnitSystem;

  @ApiProperty({ enum: codesOf(KINDS), description: told(KINDS) })
  kind!: UnitKind;

  @ApiProperty({ enum: codesOf(LEVELS), description: told(LEVELS) })
  level!: UnitLevel;

  @ApiProperty({ description: '所在地区 · GB/T 2260' })
  regionCode!: string;

  @ApiProperty({ ...orNull, description: '当日上级单位 · The unit above on that day' })
  parentId!: string | null;

  @ApiProperty({ ...orNull, description: '当日上级单位名称 · Its name' })
  parentName!: string | null;

  @ApiProperty({ enum: codesOf(STANDINGS), description: told(STANDINGS) })
  standing!: UnitStanding;

  @ApiProperty({ format: 'date', description: '生效日期 · Effective from' })
  effectiveOn!: string;

  @ApiProperty({ ...day, description: '停用日期 · Acts no more from this day on' })
  retiredOn!: string | null;

  @ApiProperty({ ...orNull, description: '承继单位 · Who goes on with its open matters' })
  heirId!: string | null;

  @ApiProperty({
    ...day,
    description: '自何日起有联络员，没有为 null · Since when it has a liaison officer; null: none',
  })
  liaisonOfficerSince!: string | null;
}

export class UnitsPageView {
  @ApiProperty({ format: 'date', description: '哪一天（北京时间） · As of which day' })
  on!: string;

  @ApiProperty({ type: [UnitLineView] })
  items!: UnitLineView[];

  @ApiProperty({ ...orNull, description: '下一页的 cursor · Cursor of the next page' })
  next!: string | null;
}

class NamedFromView {
  @ApiProperty()
  name!: string;

  @ApiProperty({ ...day, description: 'null 为自始 · null: from the beginning' })
  from!: string | null;

  @ApiProperty({ ...day, description: '至该日之前，null 为至今 · Until before that day; null: still' })
  until!: string | null;
}

class UnderFromView {
  @ApiProperty({ ...orNull, description: '上级单位，null 为没有 · The unit above; null: none' })
  parentId!: string | null;

  @ApiProperty({ ...day })
  from!: string | null;

  @ApiProperty({ ...day })
  until!: string | null;
}

class OfficerChangeView {
  @ApiProperty({ format: 'date' })
  on!: string;

  @ApiProperty({ enum: ['designated', 'replaced'], description: '`designated` 指定；`replaced` 更换' })
  how!: string;
}

class PredecessorView {
  @ApiProperty()
  unitId!: string;

  @ApiProperty({ format: 'date' })
  from!: string;
}

class EndingView {
  @ApiProperty({ enum: codesOf(ENDINGS), description: told(ENDINGS) })
  how!: string;

  @ApiProperty({ format: 'date' })
  on!: string;

  @ApiProperty({ ...orNull })
  reason!: string | null;

  @ApiProperty({ ...orNull })
  heirId!: string | null;

  @ApiProperty({ type: [String], description: '分设后的单位 · The units that came instead' })
  successorIds!: string[];
}

class UnitActView {
  @ApiProperty({ type: 'integer', description: '版次 · Revision of the record' })
  revision!: number;

  @ApiProperty({ description: '行为，即消息类型的末节 · What was done: the last word of the message type' })
  act!: string;

  @ApiProperty({ format: 'date-time', description: '发生时间（UTC） · When it happened' })
  occurredAt!: string;

  @ApiProperty({ format: 'date-time', description: '记录时间（UTC） · When it was recorded' })
  recordedAt!: string;

  @ApiProperty({ type: [Object], description: '依据 · On what legal basis' })
  legalBasis!: unknown;

  @ApiProperty({ type: Object, description: '内容 · What was said' })
  data!: unknown;
}

/** A unit with those below it, and what it was through time. */
export class SeenUnitView extends UnitLineView {
  @ApiProperty({ format: 'date' })
  on!: string;

  @ApiProperty({ type: [UnitLineView], description: '当日下级单位 · The units below it on that day' })
  members!: UnitLineView[];

  @ApiProperty({ type: [NamedFromView], description: '历次名称 · Its names through time' })
  names!: NamedFromView[];

  @ApiProperty({ type: [UnderFromView], description: '历次隶属 · The units above it through time' })
  parents!: UnderFromView[];

  @ApiProperty({
    type: [OfficerChangeView],
    description: '联络员的指定和更换，不含账号 · Liaison officers as they came and changed; no accounts',
  })
  liaisonOfficers!: OfficerChangeView[];

  @ApiProperty({ type: [PredecessorView], description: '由其承继的单位 · Whose heir it is' })
  predecessors!: PredecessorView[];

  @ApiProperty({ type: EndingView, nullable: true, description: '停用的情形 · How it ended, or is to end' })
  ending!: EndingView | null;

  @ApiProperty({ type: [UnitActView], description: '全部行为，依次排列 · Every act in order' })
  history!: UnitActView[];
}

export const unitLine = (unit: UnitOnDay): UnitLineView => ({
  unitId: unit.record_id,
  name: unit.day_name,
  system: unit.system as UnitSystem,
  kind: unit.kind as UnitKind,
  level: unit.level as UnitLevel,
  regionCode: unit.region_code,
  parentId: unit.day_parent,
  parentName: unit.parent_name,
  standing: unit.standing,
  effectiveOn: unit.effective_on,
  retiredOn: unit.retired_on,
  heirId: unit.heir_id,
  liaisonOfficerSince: unit.officer_since,
});

type RowOf<Name extends keyof typeof unitsProjection.tables> = StoredRowOf<(typeof unitsProjection.tables)[Name]>;

export type UnitThroughTime = Readonly<{
  names: readonly RowOf<'names'>[];
  parents: readonly RowOf<'parents'>[];
  officers: readonly RowOf<'officers'>[];
  predecessors: readonly RowOf<'predecessors'>[];
  unit_acts: readonly RowOf<'unit_acts'>[];
}>;

const span = ({ from_on, until_on }: Readonly<{ from_on: string; until_on: string }>) => ({
  from: from_on === EVER ? null : from_on,
  until: until_on === NEVER ? null : until_on,
});

export const unitView = (
  unit: UnitOnDay,
  on: string,
  { members, ...time }: UnitThroughTime & Readonly<{ members: readonly UnitOnDay[] }>,
): SeenUnitView => ({
  ...unitLine(unit),
  on,
  members: members.map(unitLine),
  names: time.names.map(({ name, ...of }) => ({ name, ...span(of) })),
  parents: time.parents.map(({ parent_id: parentId, ...of }) => ({ parentId, ...span(of) })),
  liaisonOfficers: time.officers.map(({ from_on: from, how }) => ({ on: from, how })),
  predecessors: time.predecessors.map(({ unit_id: unitId, from_on: from }) => ({ unitId, from })),
  ending:
    unit.retired_on === null
      ? null
      : {
          ...{ how: unit.status, on: unit.retired_on, reason: unit.reason, heirId: unit.heir_id },
          successorIds: JSON.parse(unit.successor_ids) as string[],
        },
  history: time.unit_acts.map(({ revision, verb, occurred_at, recorded_at, legal_basis, data }) => ({
    ...{ revision, act: verb, occurredAt: occurred_at, recordedAt: recorded_at },
    ...{ legalBasis: JSON.parse(legal_basis) as unknown, data: JSON.parse(data) as unknown },
  })),
});
