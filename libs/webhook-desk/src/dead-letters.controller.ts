import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permitted, type Actor } from '@fuyuan/identity';
import { WebhookOffice } from './webhook-office';
import { LETTERS, Told, WEBHOOK } from './webhook.docs';
import { letterPlaceOf, LetterPath, LettersQuery, WebhookPath, WebhookReasonRequest } from './webhook.requests';
import { DeadLettersView, deadLetterView, webhookView, WebhookView } from './webhook.view';

const shown = { view: WebhookView, example: WEBHOOK, body: true } as const;

/** Messages that a receiver would not take, until its unit decides. */
@ApiTags('推送 Webhooks')
@Controller('v1/webhooks/:id/dead-letters')
export class DeadLettersController {
  constructor(private readonly office: WebhookOffice) {}

  @Told(
    {
      summary: '死信 · Dead letters',
      description:
        '重试约一日仍未收下的消息，及同一记录其后的消息；其他记录照常推送。· What was not taken for about a day, and what follows it of the same record; other records go on.',
      ...{ view: DeadLettersView, example: LETTERS },
    },
    'webhook-unknown',
  )
  @Permitted('manage-webhooks')
  @Get()
  async list(
    @Param() { id }: WebhookPath,
    @Query() { limit, after }: LettersQuery,
    @CurrentActor() actor: Actor,
  ): Promise<DeadLettersView> {
    const place = after ? letterPlaceOf(after) : undefined;
    const rows = await this.office.deadLetters(actor, id, { after: place, limit: limit + 1 });
    const items = rows.slice(0, limit).map(deadLetterView);
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  @Told({ summary: '全部重发 · Replay all', ...shown }, 'webhook-unknown')
  @Permitted('manage-webhooks')
  @Post('replay')
  @HttpCode(200)
  async replayAll(@Param() { id }: WebhookPath, @Body() body: WebhookReasonRequest, @CurrentActor() actor: Actor) {
    await this.office.letters.replayAll(await this.office.by(actor, body.reason), id);
    return this.show(actor, id);
  }

  @Told({ summary: '全部放弃 · Drop all', description: '不再推送，不可撤回。· For good.', ...shown }, 'webhook-unknown')
  @Permitted('manage-webhooks')
  @Post('drop')
  @HttpCode(200)
  async dropAll(@Param() { id }: WebhookPath, @Body() body: WebhookReasonRequest, @CurrentActor() actor: Actor) {
    await this.office.letters.dropAll(await this.office.by(actor, body.reason), id);
    return this.show(actor, id);
  }

  @Told(
    {
      summary: '重发一条 · Replay one',
      description: '收下后，同一记录其后的随之推送。· Once it is taken, what follows of the same record goes along.',
      ...shown,
    },
    ...(['webhook-unknown', 'dead-letter-unknown', 'dead-letter-not-first'] as const),
  )
  @Permitted('manage-webhooks')
  @Post(':letterId/replay')
  @HttpCode(200)
  async replay(
    @Param() { id, letterId }: LetterPath,
    @Body() { reason }: WebhookReasonRequest,
    @CurrentActor() actor: Actor,
  ): Promise<WebhookView> {
    await this.office.letters.replay(await this.office.by(actor, reason), id, letterPlaceOf(letterId));
    return this.show(actor, id);
  }

  @Told(
    {
      summary: '放弃一条 · Drop one',
      description:
        '不再推送，不可撤回；为该记录首条时，其后的随之推送。· For good. Where it was the first of its record, what follows goes on.',
      ...shown,
    },
    ...(['webhook-unknown', 'dead-letter-unknown'] as const),
  )
  @Permitted('manage-webhooks')
  @Post(':letterId/drop')
  @HttpCode(200)
  async drop(
    @Param() { id, letterId }: LetterPath,
    @Body() { reason }: WebhookReasonRequest,
    @CurrentActor() actor: Actor,
  ): Promise<WebhookView> {
    await this.office.letters.drop(await this.office.by(actor, reason), id, letterPlaceOf(letterId));
    return this.show(actor, id);
  }

  private async show(actor: Actor, id: string): Promise<WebhookView> {
    return webhookView(await this.office.one(actor, id));
  }
}
