import { ApiProperty } from '@nestjs/swagger';
import {
  ACT_KINDS,
  FAULTS,
  letterIdOf,
  SIGNINGS,
  type ActRow,
  type DeadLetter,
  type Fault,
  type Signing,
  type Tested,
  type WebhookStanding,
  type WebhookState,
} from '@fuyuan/webhooks';
import { FAULT_SENTENCES } from './fault-sentences';

const instant = { type: String, format: 'date-time' } as const;
const maybeInstant = { ...instant, nullable: true } as const;
const maybe = { type: String, nullable: true } as const;

export class FaultView {
  @ApiProperty({ enum: FAULTS, description: '稳定的代码 · A stable code' })
  code!: string;

  @ApiProperty({ description: '说明 · In words' })
  message!: string;

  @ApiProperty({ type: Number, nullable: true, description: '接收方的状态码 · Status of the answer' })
  status!: number | null;

  @ApiProperty({ ...maybe, description: '地址、系统或 TLS 的代码、跳转去向 · Address, code, where it would lead' })
  detail!: string | null;

  @ApiProperty({ ...maybe, description: '答复的开头，至多 200 字 · How the answer begins' })
  excerpt!: string | null;
}

export class WebhookKeyView {
  @ApiProperty({ description: '第几个密钥 · Which key, from 1' })
  nth!: number;

  @ApiProperty({ enum: SIGNINGS })
  signing!: Signing;

  @ApiProperty({ ...maybe, description: '公钥 whpk_…（ed25519） · Public key, of Ed25519' })
  publicKey!: string | null;

  @ApiProperty({ ...instant, description: '生成时间 · Made at' })
  madeAt!: string;

  @ApiProperty({ ...maybeInstant, description: '签名至何时；null 为现用 · Signs until then; null: the current one' })
  until!: string | null;
}

export class WebhookView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  url!: string;

  @ApiProperty()
  description!: string;

  @ApiProperty({
    enum: ['active', 'paused', 'suspended', 'ended'],
    description:
      'active 推送中；paused 已暂停；suspended 接收方约一日未收下任何消息，自动中止，可恢复；ended 接收方答复 410，已终止 · sent to; paused by a person; suspended by itself, since nothing was taken for about a day; ended by 410',
  })
  state!: WebhookState;

  @ApiProperty({ ...instant, description: '自何时处于该状态 · In that state since' })
  since!: string;

  @ApiProperty({ description: '订阅的名称 · Name of the feed', example: 'unit.panshi-bank.v1' })
  feed!: string;

  @ApiProperty({ description: '尚未推送的消息数 · Messages that it was not told yet' })
  behind!: number;

  @ApiProperty({ description: '等待重试的消息数 · Messages that wait to be tried again' })
  retrying!: number;

  @ApiProperty({ ...maybeInstant, description: '下次重试 · The next try' })
  nextAttemptAt!: string | null;

  @ApiProperty({ description: '死信数 · Dead letters' })
  deadLetters!: number;

  @ApiProperty({ ...maybeInstant, description: '最近一次收下 · When something was last taken' })
  lastSuccessAt!: string | null;

  @ApiProperty({ ...maybeInstant, description: '最近一次失败 · When something was last not taken' })
  lastFailureAt!: string | null;

  @ApiProperty({ type: FaultView, nullable: true, description: '最近一次失败的原因 · Why' })
  lastFault!: FaultView | null;

  @ApiProperty({ type: [WebhookKeyView], description: '签名的密钥，不含私密部分 · Keys that sign, without secrets' })
  keys!: WebhookKeyView[];

  @ApiProperty(instant)
  createdAt!: string;

  @ApiProperty({ description: '登记人账号 · Account that registered it' })
  createdBy!: string;
}

export class RegisteredWebhookView extends WebhookView {
  @ApiProperty({
    ...maybe,
    description:
      '共有密钥 whsec_…，仅此一次显示；ed25519 为 null · The shared secret, shown this once; null for Ed25519',
  })
  secret!: string | null;
}

export class WebhooksView {
  @ApiProperty({ type: [WebhookView] })
  items!: WebhookView[];
}

export class WebhookTestView {
  @ApiProperty({ description: '接收方是否收下 · Whether it was taken' })
  delivered!: boolean;

  @ApiProperty({ description: '测试消息的 webhook-id · webhook-id of the ping' })
  messageId!: string;

  @ApiProperty({ description: '毫秒 · Milliseconds' })
  ms!: number;

  @ApiProperty({ type: Number, nullable: true })
  status!: number | null;

  @ApiProperty({ type: FaultView, nullable: true })
  fault!: FaultView | null;
}

export class DeadLetterView {
  @ApiProperty({ example: '1-42' })
  id!: string;

  @ApiProperty({ description: 'webhook-id，同事件编号 · The id of the event' })
  messageId!: string;

  @ApiProperty({ description: '记录编号 · Id of the record' })
  recordId!: string;

  @ApiProperty({ description: '消息类型 · Type of the message' })
  type!: string;

  @ApiProperty({ ...maybeInstant, description: '该记录何时成为死信 · Since when its record waits' })
  since!: string | null;

  @ApiProperty({ description: '该记录首条已尝试的次数 · How often the first of its record was tried' })
  attempts!: number;

  @ApiProperty({ type: FaultView, nullable: true, description: '该记录首条失败的原因 · Why the first was not taken' })
  fault!: FaultView | null;
}

export class DeadLettersView {
  @ApiProperty({ type: [DeadLetterView] })
  items!: DeadLetterView[];

  @ApiProperty({ ...maybe, description: '下一页的 after · `after` of the next page' })
  next!: string | null;
}

export class WebhookActView {
  @ApiProperty({ ...instant, description: '何时 · When' })
  at!: string;

  @ApiProperty({ description: '何人 · Who' })
  account!: string;

  @ApiProperty({ enum: ACT_KINDS, description: '何事 · What' })
  kind!: string;

  @ApiProperty({ format: 'uuid' })
  webhookId!: string;

  @ApiProperty({ description: '理由 · Why' })
  reason!: string;

  @ApiProperty({ type: Object, nullable: true, description: '细节 · Particulars' })
  detail!: Readonly<Record<string, unknown>> | null;
}

export class WebhookActsView {
  @ApiProperty({ type: [WebhookActView] })
  items!: WebhookActView[];

  @ApiProperty({ ...maybe, description: '下一页的 after · `after` of the next page' })
  next!: string | null;
}

const faultView = ({ code, status, detail, excerpt }: Fault): FaultView => ({
  ...{ code, message: FAULT_SENTENCES[code], status: status ?? null, detail: detail ?? null, excerpt: excerpt ?? null },
});

const parsed = (text: string | null): Fault | null => (text === null ? null : (JSON.parse(text) as Fault));
const shownFault = (text: string | null): FaultView | null => {
  const fault = parsed(text);
  return fault && faultView(fault);
};

export const webhookView = (row: WebhookStanding): WebhookView => ({
  ...{ id: row.id, url: row.url, description: row.description, state: row.state, since: row.since, feed: row.feed },
  ...{ behind: row.behind, retrying: row.retrying, nextAttemptAt: row.nextAt, deadLetters: row.dead },
  ...{ lastSuccessAt: row.last_success_at, lastFailureAt: row.last_failure_at },
  lastFault: shownFault(row.last_fault),
  keys: row.keys.map(({ nth, signing, public_key: publicKey, made_at: madeAt, until }) => ({
    ...{ nth, signing, publicKey, madeAt, until },
  })),
  ...{ createdAt: row.created_at, createdBy: row.created_by },
});

export const testView = (tested: Tested): WebhookTestView =>
  tested.delivered
    ? { delivered: true, messageId: tested.id, ms: tested.ms, status: tested.status, fault: null }
    : {
        ...{ delivered: false, messageId: tested.id, ms: tested.ms, status: tested.fault.status ?? null },
        fault: faultView(tested.fault),
      };

export const deadLetterView = (row: DeadLetter): DeadLetterView => ({
  ...{ id: letterIdOf(row), messageId: row.event_id, recordId: row.record_id, type: row.type, since: row.dead_at },
  ...{ attempts: row.failures, fault: shownFault(row.fault) },
});

export const actView = (row: ActRow): WebhookActView => ({
  ...{ at: row.at, account: row.account, kind: row.kind, webhookId: row.webhook_id, reason: row.reason },
  detail: row.detail === null ? null : (JSON.parse(row.detail) as Record<string, unknown>),
});
