import type { Provider, Type } from '@nestjs/common';
import { DeadLettersController } from './dead-letters.controller';
import { WebhookActsController } from './webhook-acts.controller';
import { WebhookOffice } from './webhook-office';
import { WebhookFigures } from './webhook-figures';
import { Webhooks } from './webhook-options';
import { WebhooksController } from './webhooks.controller';

export { WebhookConfig, webhookSettingsOf } from './webhook.config';
export { SentSoFar } from './sent-so-far';
export { Webhooks } from './webhook-options';
export { webhookProblemOf, webhookProblems } from './webhook-problems';

export const webhookControllers: readonly Type[] = [WebhooksController, WebhookActsController, DeadLettersController];

/** Beside `ReadSide` and `ReadingRoom` of the same module. */
export const webhookProviders = (webhooks: Webhooks): Provider[] => [
  { provide: Webhooks, useValue: webhooks },
  WebhookOffice,
  WebhookFigures,
];
