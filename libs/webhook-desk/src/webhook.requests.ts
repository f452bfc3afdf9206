import { OneOf, property, scalar, Text, Uuid, Whole, type Rule } from '@fuyuan/platform';
import { SIGNINGS, type Signing } from '@fuyuan/webhooks';

const LETTER = /^(\d{1,9})-(\d{1,9})$/;

/** `1-42`: the subscription of the unit, and the number of the message in its feed. */
const letterId: Rule<string> = scalar<string>({
  name: 'letter-id',
  schema: { type: 'string', pattern: LETTER.source, example: '1-42' },
  check: (value) =>
    typeof value === 'string' && LETTER.test(value)
      ? undefined
      : { rule: 'letter-id', zh: '须为死信编号（如 1-42）。', en: 'Must be the id of a dead letter (1-42).' },
});

/** Of an id that was checked. */
export function letterPlaceOf(id: string): Readonly<{ subscription: number; nth: number }> {
  const [, subscription, nth] = LETTER.exec(id) ?? [];
  return { subscription: Number(subscription), nth: Number(nth) };
}

export class WebhookPath {
  @Uuid({ description: '推送编号 · Id of the webhook' })
  id!: string;
}

export class LetterPath extends WebhookPath {
  @property(letterId, { description: '死信编号 · Id of the dead letter' })
  letterId!: string;
}

const Limit = (): PropertyDecorator =>
  Whole({ min: 1, max: 200, optional: true, description: '每页条数 · How many on a page', example: 50 });

export class LettersQuery {
  @Limit()
  limit = 50;

  @property(letterId, { optional: true, description: '上一页的 next · `next` of the page before' })
  after?: string;
}

export class WebhookActsQuery {
  @Uuid({ optional: true, description: '只看该推送 · Of this webhook only' })
  webhookId?: string;

  @Limit()
  limit = 50;

  @Text({ max: 100, optional: true, description: '上一页的 next · `next` of the page before' })
  after?: string;
}

export class WebhookReasonRequest {
  @Text({ max: 500, description: '理由，随办理留存 · Why; kept with the act', example: '接收系统升级' })
  reason!: string;
}

export class RegisterWebhookRequest {
  @Text({
    max: 2_048,
    description: '接收地址，https · Where it is sent, https',
    example: 'https://oa.panshi.example/fuyuan',
  })
  url!: string;

  @Text({ max: 500, description: '用途 · What it is for', example: '收文系统' })
  description!: string;

  @OneOf(SIGNINGS, {
    description:
      'hmac：双方共有密钥；ed25519：接收方只持公钥 · hmac: a secret that both have; ed25519: the receiver has the public key alone',
    example: 'hmac',
  })
  signing!: Signing;

  @OneOf(['beginning', 'now'], {
    description: '从订阅之初，或自登记之后 · From the beginning of the subscription, or from now on',
    example: 'beginning',
  })
  from!: 'beginning' | 'now';
}

/** A week. */
const LONGEST_HOURS = 168;

export class RotateSecretRequest extends WebhookReasonRequest {
  @Whole({
    ...{ min: 0, max: LONGEST_HOURS, optional: true, example: 24 },
    description: '旧密钥继续同时签名的小时数 · Hours for which the old secret signs beside the new one',
  })
  keepHours = 24;
}

export class ReplayRequest extends WebhookReasonRequest {
  @Text({
    max: 300,
    description:
      '接收方仍保有的最后一条消息的 webhook-id，或 beginning · webhook-id of the last message that the receiver still has, or `beginning`',
    example: '018f9d5e-5b5e-7cc3-9a43-3c1f6c3b0f11',
  })
  after!: string;
}
