import { ApiProperty } from '@nestjs/swagger';
import type { BuildStanding, OperationKind, OperationRow, ParkedRow } from '@fuyuan/read-model';

const orNull = { type: String, nullable: true } as const;
const instant = { type: String, format: 'date-time' } as const;
const maybeInstant = { ...instant, nullable: true } as const;

export const OPERATION_KINDS = ['rebuild', 'verify', 'compare', 'switch', 'drop', 'retry', 'skip', 'replay'] as const;

export class BuildView {
  @ApiProperty({ description: '构建编号 · Number of the build' })
  build!: number;

  @ApiProperty({ description: '投影版本 · Version of the projection' })
  version!: number;

  @ApiProperty({
    enum: ['building', 'live', 'former', 'proof'],
    description:
      'building 建立中；live 正在使用；former 先前使用，可切换回；proof 核验用 · being made; asked; was asked, can be switched back to; made to verify',
  })
  status!: string;

  @ApiProperty({ description: '已读完当时的全部消息 · Has read all that there was' })
  isCaughtUp!: boolean;

  @ApiProperty({ ...instant, description: '开始时间 · Begun at' })
  begunAt!: string;

  @ApiProperty({ ...maybeInstant, description: '最新一条消息的记录时间 · When its newest message was recorded' })
  recordedAt!: string | null;

  @ApiProperty({ description: '已折入的消息数 · Messages that were folded' })
  messages!: number;

  @ApiProperty({ description: '比读得最多的构建少几条 · Fewer messages than the furthest build' })
  messagesBehind!: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: '最新消息比最新的构建早几秒；未知为 null · Seconds behind the newest build; null: not known',
  })
  secondsBehind!: number | null;

  @ApiProperty({ description: '停滞的记录数 · Records that are stuck' })
  parked!: number;

  @ApiProperty({ description: '其后等待的消息数 · Messages that wait for them' })
  waiting!: number;
}

export class ProjectionView {
  @ApiProperty({ description: '投影名称 · Name' })
  name!: string;

  @ApiProperty({ type: [BuildView] })
  builds!: BuildView[];
}

export class ProjectionsView {
  @ApiProperty({ type: [ProjectionView] })
  items!: ProjectionView[];
}

export class ParkedView {
  @ApiProperty({ description: '记录编号 · Id of the record' })
  recordId!: string;

  @ApiProperty({ ...instant, description: '自何时停滞 · Stuck since' })
  since!: string;

  @ApiProperty({ description: '故障指纹，同一故障相同 · The same fault has the same fingerprint on every record' })
  fingerprint!: string;

  @ApiProperty({ description: '故障 · What went wrong' })
  message!: string;

  @ApiProperty({ description: '消息类型 · Type of the message' })
  type!: string;

  @ApiProperty({ description: '最后折入的行为的版次 · Revision of the last act that was folded' })
  revision!: number;

  @ApiProperty({ description: '已尝试次数 · How often it was tried' })
  attempts!: number;
}

export class ParkedPageView {
  @ApiProperty()
  build!: number;

  @ApiProperty({ type: [ParkedView] })
  items!: ParkedView[];

  @ApiProperty({ ...orNull, description: '下一页的 after · `after` of the next page' })
  next!: string | null;
}

export class OperationView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ ...instant, description: '何时提出 · Asked for at' })
  at!: string;

  @ApiProperty({ description: '何人 · Who' })
  account!: string;

  @ApiProperty({ description: '理由 · Why' })
  reason!: string;

  @ApiProperty({ enum: OPERATION_KINDS, description: '何种操作 · What' })
  kind!: OperationKind;

  @ApiProperty()
  projection!: string;

  @ApiProperty({ type: Number, nullable: true })
  build!: number | null;

  @ApiProperty(orNull)
  recordId!: string | null;

  @ApiProperty({ enum: ['open', 'running', 'done', 'failed'] })
  status!: OperationRow['status'];

  @ApiProperty({
    type: Object,
    nullable: true,
    description: '进度：phase（reading 读取、comparing 比对）、done、of · How far it is',
  })
  progress!: Readonly<Record<string, unknown>> | null;

  @ApiProperty({ type: Object, nullable: true, description: '结果；failed 时 why 为原因 · What came of it' })
  result!: Readonly<Record<string, unknown>> | null;

  @ApiProperty({ ...maybeInstant, description: '何时结束 · Ended at' })
  endedAt!: string | null;
}

export class OperationsPageView {
  @ApiProperty({ type: [OperationView] })
  items!: OperationView[];

  @ApiProperty({ ...orNull, description: '下一页的 after · `after` of the next page' })
  next!: string | null;
}

export const buildView = (of: BuildStanding): BuildView => ({
  ...{ build: of.build, version: of.version, status: of.status, isCaughtUp: of.caught_up === 1, begunAt: of.begun_at },
  ...{ recordedAt: of.recorded_at, messages: of.messages, messagesBehind: of.messagesBehind },
  ...{ secondsBehind: of.secondsBehind, parked: of.parked, waiting: of.waiting },
});

export const parkedView = ({ record_id: recordId, ...row }: ParkedRow): ParkedView => ({
  ...{ recordId, since: row.since, fingerprint: row.fingerprint, message: row.message, type: row.type },
  ...{ revision: row.revision, attempts: row.attempts },
});

/** Of the progress what a person reads; where a comparison goes on is for the machine. */
export function operationView(row: OperationRow): OperationView {
  const parsed = (text: string | null) => (text === null ? null : (JSON.parse(text) as Record<string, unknown>));
  const { phase, done, of } = parsed(row.progress) ?? {};
  return {
    ...{ id: row.id, at: row.at, account: row.account, reason: row.reason, kind: row.kind },
    ...{ projection: row.projection, build: row.build, recordId: row.record_id, status: row.status },
    progress: row.progress === null ? null : { phase, done, of },
    result: parsed(row.result),
    endedAt: row.ended_at,
  };
}
