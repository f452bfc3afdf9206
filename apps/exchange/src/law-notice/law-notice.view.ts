import { ApiProperty } from '@nestjs/swagger';
import type { KnownLawNotice } from '@fuyuan/application';
import { type LegalBasis, LawNotices } from '@fuyuan/domain';
import { LegalBasisRequest } from '../request/act.request';
import { NormRequest } from './norm.request';

export class AssessmentView {
  @ApiProperty({ enum: LawNotices.IMPACTS })
  impact!: LawNotices.Impact;

  @ApiProperty({ description: '评估意见 · How it touches the work of the unit' })
  opinion!: string;

  @ApiProperty({ type: String, nullable: true, description: '拟采取的措施 · What the unit will do' })
  measures!: string | null;
}

/** How far one addressed unit has come: by editions, 0 is none. */
export class HandlingView {
  @ApiProperty({ example: 'panshi-court' })
  unitId!: string;

  @ApiProperty({ type: 'integer', description: '已签收至第几版 · Latest edition signed for', example: 1 })
  signedFor!: number;

  @ApiProperty({ type: 'integer', description: '已签阅至第几版 · Latest edition read', example: 1 })
  read!: number;

  @ApiProperty({ type: 'integer', description: '已评估至第几版 · Latest edition assessed', example: 0 })
  assessed!: number;

  @ApiProperty({ type: AssessmentView, nullable: true })
  assessment!: AssessmentView | null;
}

/** A notice as it stands. */
export class LawNoticeView {
  @ApiProperty({ format: 'uuid' })
  noticeId!: string;

  @ApiProperty({ enum: ['published', 'withdrawn'], description: '`published` 已发布；`withdrawn` 已撤回' })
  status!: 'published' | 'withdrawn';

  @ApiProperty({ description: '发布单位 · Publisher', example: 'panshi-justice-bureau' })
  publisherId!: string;

  @ApiProperty({ format: 'date-time', description: '发布时间（UTC） · When it was published' })
  publishedAt!: string;

  @ApiProperty({
    type: 'integer',
    description: '现行版本，更正一次加一 · Edition; one more per correction',
    example: 1,
  })
  edition!: number;

  @ApiProperty({ type: NormRequest })
  norm!: LawNotices.Norm;

  @ApiProperty({ type: [LegalBasisRequest] })
  legalBasis!: readonly LegalBasis[];

  @ApiProperty({ type: [HandlingView], description: '各受文单位的办理 · What each addressed unit has done' })
  handling!: HandlingView[];

  @ApiProperty({ type: String, nullable: true, description: '撤回原因 · Why it was withdrawn' })
  withdrawnBecause!: string | null;

  @ApiProperty({ type: 'integer', description: '记录版本 · Revision of the record', example: 0 })
  revision!: number;
}

export const lawNoticeView = (notice: KnownLawNotice, revision: number): LawNoticeView => ({
  noticeId: notice.noticeId,
  status: notice.status,
  publisherId: notice.publisherId,
  publishedAt: notice.publishedAt,
  edition: notice.edition,
  norm: notice.norm,
  legalBasis: notice.legalBasis,
  handling: [...notice.handling].map(([unitId, handling]) => ({ unitId, ...handling })),
  withdrawnBecause: notice.status === 'withdrawn' ? notice.reason : null,
  revision,
});
