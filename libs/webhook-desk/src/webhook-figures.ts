import { Injectable } from '@nestjs/common';
import { Metrics } from '@fuyuan/platform';
import { ReadSide } from '@fuyuan/views';
import { RESULTS, webhookTotals, type WebhookTotals } from '@fuyuan/webhooks';
import { Webhooks } from './webhook-options';

/** A collection asks several figures at once: one look serves them. */
const SAME_MS = 500;

/** The webhooks of one read side among the figures of the process, under its name. */
@Injectable()
export class WebhookFigures {
  private looked: Readonly<{ at: number; totals: Promise<WebhookTotals> }> | undefined;

  constructor(
    metrics: Metrics,
    side: ReadSide,
    private readonly webhooks: Webhooks,
  ) {
    const labels = { side: side.audience };
    const of = (name: keyof WebhookTotals) => async () => (await this.totals())[name];
    metrics.gaugeFor('webhooks_active', 'Webhooks that are sent to.', labels, of('active'));
    metrics.gaugeFor('webhooks_suspended', 'Webhooks whose receiver took nothing for long.', labels, of('suspended'));
    metrics.gaugeFor('webhook_messages_retrying', 'Messages that wait to be tried again.', labels, of('retrying'));
    metrics.gaugeFor('webhook_dead_letters', 'Messages that wait until a unit decides.', labels, of('dead'));
    for (const result of RESULTS) {
      const help = 'What became of what this process sent, since it began.';
      metrics.gaugeFor('webhook_sendings', help, { ...labels, result }, () => webhooks.sent.of(result));
    }
  }

  private totals(): Promise<WebhookTotals> {
    const now = performance.now();
    if (!this.looked || now - this.looked.at > SAME_MS) {
      this.looked = { at: now, totals: webhookTotals(this.webhooks.database) };
    }
    return this.looked.totals;
  }
}
