import { ApiProperty } from '@nestjs/swagger';
import type { KnownUnit, Standing } from '@fuyuan/application';
import { Units } from '@fuyuan/domain';

/** A unit as it stands on a day. */
export class UnitView {
  @ApiProperty({ example: 'panshi-court' })
  unitId!: string;

  @ApiProperty({
    enum: ['registered', 'retired'],
    description: '`registered` 已登记；`retired` 已停用，或已定停用日期 · Retired, or to be retired on `retiredOn`',
  })
  status!: 'registered' | 'retired';

  @ApiProperty({ example: '磐石市人民法院' })
  name!: string;

  @ApiProperty({ enum: Units.UNIT_KINDS, example: 'court' })
  kind!: Units.UnitKind;

  @ApiProperty({ enum: Units.UNIT_SYSTEMS, example: 'court' })
  system!: Units.UnitSystem;

  @ApiProperty({ enum: Units.UNIT_LEVELS, example: 'county' })
  level!: Units.UnitLevel;

  @ApiProperty({ example: '220284' })
  regionCode!: string;

  @ApiProperty({ type: String, nullable: true, example: 'jilin-city-court' })
  parentId!: string | null;

  @ApiProperty({ format: 'date', example: '2024-04-30' })
  effectiveOn!: string;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: '停用日期 · Acts no more from this day on',
  })
  retiredOn!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: '承继其未办结事项的单位 · Who goes on with its open matters',
  })
  heirId!: string | null;

  @ApiProperty({ type: [String], description: '当日的联络员账号 · Liaison officers on that day' })
  liaisonOfficers!: string[];

  @ApiProperty({ type: 'integer', description: '记录版本 · Revision of the record', example: 0 })
  revision!: number;
}

export const unitView = ({ state: unit, revision }: Standing<KnownUnit>, day: string): UnitView => ({
  unitId: unit.unitId,
  status: unit.status,
  ...Units.profileOn(unit, day),
  retiredOn: unit.status === 'retired' ? unit.retiredOn : null,
  heirId: unit.status === 'retired' ? unit.ending.heirId : null,
  liaisonOfficers: Units.officersOn(unit, day),
  revision,
});
