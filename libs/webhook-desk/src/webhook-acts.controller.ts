import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permitted, type Actor } from '@fuyuan/identity';
import { WebhookOffice } from './webhook-office';
import { PAUSED, REGISTERED, SECRET, TESTED, Told, WEBHOOK } from './webhook.docs';
import { ReplayRequest, RotateSecretRequest, WebhookPath, WebhookReasonRequest } from './webhook.requests';
import { RegisteredWebhookView, testView, WebhookTestView, webhookView, WebhookView } from './webhook.view';

const shown = { view: WebhookView, body: true } as const;

/** What a unit does to its webhooks. Each is recorded with who and why. */
@ApiTags('推送 Webhooks')
@Controller('v1/webhooks/:id')
export class WebhookActsController {
  constructor(private readonly office: WebhookOffice) {}

  @Told(
    {
      ...{ summary: '暂停 · Pause', description: '未推送的保留，恢复后接着推送。· What is not told yet is kept.' },
      ...{ ...shown, example: PAUSED },
    },
    ...(['webhook-unknown', 'webhook-ended', 'webhook-not-in-that-state'] as const),
  )
  @Permitted('manage-webhooks')
  @Post('pause')
  @HttpCode(200)
  async pause(@Param() { id }: WebhookPath, @Body() { reason }: WebhookReasonRequest, @CurrentActor() actor: Actor) {
    await this.office.book.pause(await this.office.by(actor, reason), id);
    return this.show(actor, id);
  }

  @Told(
    {
      summary: '恢复 · Resume',
      description:
        '暂停或自动中止的接着推送，等待重试的立即重试。· Goes on after a pause or suspension; what waits is tried at once.',
      ...{ ...shown, example: WEBHOOK },
    },
    ...(['webhook-unknown', 'webhook-ended', 'webhook-not-in-that-state'] as const),
  )
  @Permitted('manage-webhooks')
  @Post('resume')
  @HttpCode(200)
  async resume(@Param() { id }: WebhookPath, @Body() { reason }: WebhookReasonRequest, @CurrentActor() actor: Actor) {
    await this.office.book.resume(await this.office.by(actor, reason), id);
    return this.show(actor, id);
  }

  @Told(
    {
      summary: '轮换密钥 · Rotate the secret',
      description:
        '新密钥立即签名，旧密钥在 keepHours 内同时签名；泄露时填 0。· The new one signs at once, and the old one beside it for keepHours: 0 where it leaked.',
      ...{ view: RegisteredWebhookView, body: true, example: { ...REGISTERED, secret: SECRET } },
    },
    ...(['webhook-unknown', 'webhook-ended'] as const),
  )
  @Permitted('manage-webhooks')
  @Post('rotate-secret')
  @HttpCode(200)
  async rotate(
    @Param() { id }: WebhookPath,
    @Body() body: RotateSecretRequest,
    @CurrentActor() actor: Actor,
  ): Promise<RegisteredWebhookView> {
    const { secret, ...row } = await this.office.rotate(actor, id, body);
    return { ...webhookView(row), secret };
  }

  @Told(
    {
      summary: '测试 · Test',
      description:
        '发出一条签名的测试消息（cn.fuyuan.webhook.ping.v1），不属于订阅，不影响次序。· Sends a ping that is signed, says that it is one, and belongs to no feed.',
      ...{ view: WebhookTestView, body: true, example: TESTED },
    },
    ...(['webhook-unknown', 'webhook-test-under-way'] as const),
  )
  @Permitted('manage-webhooks')
  @Post('test')
  @HttpCode(200)
  async test(
    @Param() { id }: WebhookPath,
    @Body() { reason }: WebhookReasonRequest,
    @CurrentActor() actor: Actor,
  ): Promise<WebhookTestView> {
    return testView(await this.office.test(actor, id, reason));
  }

  @Told(
    {
      summary: '从某条之后重发 · Replay',
      description:
        '接收方答复 2xx 后丢失的，从其仍保有的最后一条之后重发，webhook-id 不变。· For a receiver that took messages and lost them: everything after the last that it still has, under the same ids.',
      ...{ ...shown, example: WEBHOOK },
    },
    ...(['webhook-unknown', 'webhook-ended', 'webhook-message-unknown'] as const),
  )
  @Permitted('manage-webhooks')
  @Post('replay')
  @HttpCode(200)
  async replay(@Param() { id }: WebhookPath, @Body() { reason, after }: ReplayRequest, @CurrentActor() actor: Actor) {
    await this.office.book.replay(await this.office.by(actor, reason), id, after);
    return this.show(actor, id);
  }

  @Told(
    {
      summary: '删除 · Delete',
      description:
        '密钥和死信一并删除，办理记录保留。· Its secrets and dead letters go with it; what was done to it stays.',
      ...{ status: 204, body: true },
    },
    'webhook-unknown',
  )
  @Permitted('manage-webhooks')
  @Post('delete')
  @HttpCode(204)
  async delete(@Param() { id }: WebhookPath, @Body() { reason }: WebhookReasonRequest, @CurrentActor() actor: Actor) {
    await this.office.book.delete(await this.office.by(actor, reason), id);
  }

  private async show(actor: Actor, id: string): Promise<WebhookView> {
    return webhookView(await this.office.one(actor, id));
  }
}
