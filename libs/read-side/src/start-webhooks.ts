import type { ReadDatabase } from '@fuyuan/read-model';
import { SentSoFar, webhookSettingsOf, type WebhookConfig, type Webhooks } from '@fuyuan/webhook-desk';
import {
  guardOf,
  migrateWebhooks,
  openKeySafe,
  Places,
  runnerOptionsOf,
  senderOf,
  WebhookRunner,
} from '@fuyuan/webhooks';

export type WebhooksStarting = Readonly<{
  database: ReadDatabase;
  config: Readonly<WebhookConfig & { dataDir: string }>;
  now: () => Date;
  failed: (error: unknown, what: string) => void;
}>;

export type SendingWebhooks = Readonly<{
  webhooks: Webhooks;
  /** Begins to send. */
  begin: () => Promise<void>;
  /** What is under way has so long to come to its end, in milliseconds. */
  stop: (graceMs: number) => Promise<void>;
}>;

/** The webhooks of a read side, sent by this process, or by another of the same side. Errors: of the database, of keys. */
export async function startWebhooks({ database, config, now, failed }: WebhooksStarting): Promise<SendingWebhooks> {
  await migrateWebhooks(database);
  const settings = webhookSettingsOf(config, config.dataDir);
  const safe = await openKeySafe(settings);
  const sent = new SentSoFar();
  const answered = sent.count.bind(sent);
  const places = new Places(settings.atOnce);
  const runner = new WebhookRunner({ ...runnerOptionsOf(settings, safe), database, places, now, failed, answered });
  return {
    webhooks: { database, safe, guard: guardOf(settings), sender: senderOf(settings), sent },
    begin: () => runner.start(),
    stop: (graceMs) => runner.stop(graceMs),
  };
}
