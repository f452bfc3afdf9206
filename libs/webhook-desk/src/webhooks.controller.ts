import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permitted, type Actor } from '@fuyuan/identity';
import { WebhookOffice } from './webhook-office';
import { ACTS, REGISTERED, SECRET, Told, WEBHOOK } from './webhook.docs';
import { RegisterWebhookRequest, WebhookActsQuery, WebhookPath } from './webhook.requests';
import {
  actView,
  RegisteredWebhookView,
  WebhookActsView,
  webhookView,
  WebhooksView,
  WebhookView,
} from './webhook.view';

const SIGNED =
  '每条消息一个 POST（application/cloudevents+json），按 Standard Webhooks 签名：webhook-id、webhook-timestamp、webhook-signature（v1 为 HMAC-SHA256，v1a 为 Ed25519；轮换期间有多个签名）。答复 2xx 即为收下；同一记录按次序，可能重复，重复的 webhook-id 相同。';
const SIGNED_EN =
  'One POST for each message, signed after Standard Webhooks. 2xx takes it; in the order of each record, at least once, and what is repeated has the same webhook-id.';

/** The webhooks of a unit: its feed sent to its own system. */
@ApiTags('推送 Webhooks')
@Controller('v1')
export class WebhooksController {
  constructor(private readonly office: WebhookOffice) {}

  @Told({ summary: '本单位的推送 · Webhooks of the unit', view: WebhooksView, example: { items: [WEBHOOK] } })
  @Permitted('manage-webhooks')
  @Get('webhooks')
  async list(@CurrentActor() actor: Actor): Promise<WebhooksView> {
    return { items: (await this.office.all(actor)).map(webhookView) };
  }

  @Told(
    {
      ...{ summary: '登记推送 · Register a webhook', description: `${SIGNED}· ${SIGNED_EN}`, status: 201, body: true },
      ...{ view: RegisteredWebhookView, example: { ...REGISTERED, secret: SECRET } },
    },
    ...(['webhook-no-subscription', 'webhook-url-known', 'webhook-too-many'] as const),
  )
  @Permitted('manage-webhooks')
  @Post('webhooks')
  async register(@Body() body: RegisterWebhookRequest, @CurrentActor() actor: Actor): Promise<RegisteredWebhookView> {
    const { secret, ...row } = await this.office.register(actor, body);
    return { ...webhookView(row), secret };
  }

  @Told({ summary: '一个推送 · One webhook', view: WebhookView, example: WEBHOOK }, 'webhook-unknown')
  @Permitted('manage-webhooks')
  @Get('webhooks/:id')
  async show(@Param() { id }: WebhookPath, @CurrentActor() actor: Actor): Promise<WebhookView> {
    return webhookView(await this.office.one(actor, id));
  }

  @Told({
    summary: '推送的办理记录 · What was done to webhooks, the newest first',
    description: '已删除的推送的记录仍在。· Also to those that are gone.',
    ...{ view: WebhookActsView, example: ACTS },
  })
  @Permitted('manage-webhooks')
  @Get('webhook-acts')
  async acts(@Query() query: WebhookActsQuery, @CurrentActor() actor: Actor): Promise<WebhookActsView> {
    const { limit } = query;
    const [at = '', id = ''] = query.after?.split('/') ?? [];
    const of = {
      ...(query.webhookId ? { webhookId: query.webhookId } : {}),
      ...(query.after ? { after: { at, id } } : {}),
    };
    const rows = await this.office.acts(actor, { limit: limit + 1, ...of });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return { items: rows.slice(0, limit).map(actView), next: last ? `${last.at}/${last.id}` : null };
  }
}
