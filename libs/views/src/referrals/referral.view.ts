import { ApiProperty } from '@nestjs/swagger';
import type { StoredRowOf } from '@fuyuan/read-model';
import type { Act, ReferralTables, Turn } from '@fuyuan/projections';
import { lineOf, named, ReferralLine, secondsBetween, UnitName, type Telling } from './referral-line.view';

const maybe = (description: string) => ({
  ...{ type: String, format: 'date-time', nullable: true, description, example: '2026-03-02T01:00:00.000Z' },
});
const seconds = (description: string) => ({ type: 'integer' as const, nullable: true, description, example: 3600 });

/** One unit’s turn. */
export class TurnView {
  @ApiProperty({ type: UnitName, description: '单位 · The unit' })
  unit!: UnitName;

  @ApiProperty({ type: UnitName, description: '由谁交来 · Who handed it over' })
  handedBy!: UnitName;

  @ApiProperty(maybe('交来 · Handed over'))
  sentAt!: string;

  @ApiProperty(maybe('送达 · Delivered'))
  deliveredAt!: string | null;

  @ApiProperty(maybe('签收 · Signed for'))
  signedForAt!: string | null;

  @ApiProperty(maybe('受理 · Accepted'))
  acceptedAt!: string | null;

  @ApiProperty(maybe('办结 · Concluded'))
  concludedAt!: string | null;

  @ApiProperty(maybe('转出 · Handed on'))
  handedOnAt!: string | null;

  @ApiProperty(seconds('交来至送达，秒 · From handing over to delivery'))
  toDelivery!: number | null;

  @ApiProperty(seconds('送达（未登记的，交来）至签收，秒 · From there to signing'))
  toSigning!: number | null;

  @ApiProperty(seconds('签收至受理，秒 · From signing to acceptance'))
  toAcceptance!: number | null;

  @ApiProperty(seconds('受理至办结，秒 · From acceptance to conclusion'))
  toConclusion!: number | null;
}

/** One act, as it was told. */
export class ReferralActView {
  @ApiProperty({ type: 'integer', description: '版次 · Revision', example: 2 })
  revision!: number;

  @ApiProperty({ description: '消息类型 · Type of the message', example: 'cn.fuyuan.referral.accepted.v1' })
  type!: string;

  @ApiProperty({ type: UnitName, description: '行为单位 · Whose act it is' })
  unit!: UnitName;

  @ApiProperty({ format: 'date-time', description: '发生时间 · When it happened' })
  occurredAt!: string;

  @ApiProperty({ format: 'date-time', description: '记录时间 · When it was recorded' })
  recordedAt!: string;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: '更正它的版次 · Corrected by the act at',
    example: null,
  })
  correctedBy!: number | null;

  @ApiProperty({ type: Object, description: '内容，见消息的说明 · What it says; see the description of the message' })
  data!: object;
}

/** A referral with its chain and its acts, as far as the asker may see them. */
export class SeenReferralView extends ReferralLine {
  @ApiProperty({ description: '请求事项 · What is asked', example: '请协助查询并书面回复' })
  request!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: '中止、退回或撤回的原因 · Why it stands still',
    example: null,
  })
  reason!: string | null;

  @ApiProperty({ type: String, nullable: true, description: '办理情况 · What was done', example: null })
  summary!: string | null;

  @ApiProperty({ type: Object, nullable: true, description: '当事人同意 · The consent of the parties', example: null })
  consent!: object | null;

  @ApiProperty({
    type: [Object],
    description: '依据 · Legal basis',
    example: [{ norm: '磐石市府院联席会议工作规则', article: null }],
  })
  legalBasis!: object[];

  @ApiProperty({ type: [TurnView], description: '转办链，末位为现承办单位 · The chain; the last holds it' })
  chain!: TurnView[];

  @ApiProperty({ type: [ReferralActView], description: '全部办理，依次 · Every act, in order' })
  acts!: ReferralActView[];
}

type Row = StoredRowOf<ReferralTables['editions']> & { readonly overdue: number };

export function referralView(row: Row, told: readonly string[], telling: Telling): SeenReferralView {
  const acts = told.map((act) => JSON.parse(act) as Act);
  return {
    ...lineOf(row, telling),
    ...{ request: row.request, reason: row.reason, summary: row.summary },
    consent: row.consent === null ? null : (JSON.parse(row.consent) as object),
    legalBasis: JSON.parse(row.legal_basis) as object[],
    chain: (JSON.parse(row.chain) as Turn[]).map((turn) => turnView(turn, telling)),
    acts: acts.map((act) => actView(act, acts, telling)),
  };
}

function turnView({ unitId, handedBy, region: _, ...at }: Turn, telling: Telling): TurnView {
  return {
    ...{ unit: named(unitId, telling), handedBy: named(handedBy, telling), ...at },
    toDelivery: secondsBetween(at.sentAt, at.deliveredAt),
    toSigning: secondsBetween(at.deliveredAt ?? at.sentAt, at.signedForAt),
    toAcceptance: secondsBetween(at.signedForAt, at.acceptedAt),
    toConclusion: secondsBetween(at.acceptedAt, at.concludedAt),
  };
}

function actView({ type, revision, recordedAt, data }: Act, acts: readonly Act[], telling: Telling): ReferralActView {
  const correction = acts.find((act) => 'corrects' in act.data && act.data.corrects === revision);
  const { occurredAt, unitId } = data;
  return {
    ...{ revision, type, unit: named(unitId, telling), occurredAt, recordedAt, data },
    correctedBy: correction?.revision ?? null,
  };
}
