import { ApiProperty } from '@nestjs/swagger';
import type { HistoryEntry, HistoryPage } from '@fuyuan/application';
import type { LegalBasis } from '@fuyuan/domain';
import { LegalBasisRequest } from '../request/act.request';

export class ActingView {
  @ApiProperty({ description: '账号 · Account of the person', example: 'office' })
  person!: string;

  @ApiProperty({ description: '所代表的单位 · The unit that the person acted for', example: 'panshi-office' })
  unit!: string;

  @ApiProperty({ description: '凭以办理的角色 · The role under which the act was allowed', example: 'office' })
  role!: string;
}

/** One act: who, when it happened, when it was recorded, on what legal basis, what. */
export class ActView {
  @ApiProperty({ format: 'uuid' })
  eventId!: string;

  @ApiProperty({ type: 'integer', description: '该行为之后的记录版本 · Revision of the record', example: 0 })
  revision!: number;

  @ApiProperty({ description: '在全部日志中的位置，不透明 · Position in the whole log; opaque' })
  position!: string;

  @ApiProperty({ description: '行为 · What kind of act', example: 'UnitRegistered' })
  type!: string;

  @ApiProperty({ type: ActingView, description: '何人 · Who' })
  actor!: ActingView;

  @ApiProperty({ format: 'date-time', description: '何时发生（UTC） · When it happened' })
  occurredAt!: string;

  @ApiProperty({ format: 'date-time', description: '何时记录（UTC） · When it was recorded' })
  recordedAt!: string;

  @ApiProperty({ type: [LegalBasisRequest], description: '何种依据 · On what legal basis' })
  legalBasis!: readonly LegalBasis[];

  @ApiProperty({ description: '关联编号 · Correlation id of the request' })
  correlationId!: string;

  @ApiProperty({ description: '起因：请求或事件 · The request or event that led to it' })
  causationId!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: '内容 · The fact itself' })
  data!: object;
}

export class HistoryView {
  @ApiProperty({ type: [ActView], description: '依次排列 · In order' })
  entries!: ActView[];

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: '后续部分的 from，没有则为 null · `from` of what follows; null at the end',
  })
  next!: number | null;
}

export const historyView = ({ entries, next }: HistoryPage): HistoryView => ({ entries: entries.map(actView), next });

/** Every fact of ours says on what legal basis it was done; the view lifts it beside who and when. */
function actView({ data, ...entry }: HistoryEntry): ActView {
  const { legalBasis = [] } = data as { legalBasis?: readonly LegalBasis[] };
  return { ...entry, legalBasis, data: data };
}
