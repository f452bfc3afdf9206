import type { KindRow } from '@fuyuan/projections';
import { ApiProperty } from '@nestjs/swagger';
import { KINDS, told } from '../units/unit-terms';
import { codesOf, type UnitKind } from '../units/units.requests';

const kindsOfUnit = (description: string) => ({
  ...{ enum: codesOf(KINDS), isArray: true, nullable: true },
  description: `${description}；null 为不限 · null: any. ${told(KINDS)}`,
});
const day = { type: String, format: 'date', nullable: true } as const;

export class KindView {
  @ApiProperty()
  code!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ description: '限定知悉 · Only the named units may know of it' })
  restricted!: boolean;

  @ApiProperty({ description: '须有当事人同意 · Needs the parties’ consent' })
  needsConsent!: boolean;

  @ApiProperty(kindsOfUnit('可移送的单位类别 · Kinds of unit that may send it'))
  senderKinds!: UnitKind[] | null;

  @ApiProperty(kindsOfUnit('可承接的单位类别 · Kinds of unit that may receive it'))
  receiverKinds!: UnitKind[] | null;

  @ApiProperty({ ...day, description: '生效日期，null 为自始 · From when; null: always' })
  effectiveOn!: string | null;

  @ApiProperty({ ...day, description: '终止日期 · Until before when' })
  endsOn!: string | null;
}

export class KindsView {
  @ApiProperty({ format: 'date', description: '哪一天（北京时间） · As of which day' })
  on!: string;

  @ApiProperty({ type: [KindView] })
  kinds!: KindView[];
}

const unitKinds = (text: string | null) => (text === null ? null : (JSON.parse(text) as UnitKind[]));

export const kindView = ({ code, name, ...row }: KindRow): KindView => ({
  ...{ code, name, restricted: row.restricted === 1, needsConsent: row.needs_consent === 1 },
  ...{ senderKinds: unitKinds(row.sender_kinds), receiverKinds: unitKinds(row.receiver_kinds) },
  ...{ effectiveOn: row.effective_on, endsOn: row.ends_on },
});
