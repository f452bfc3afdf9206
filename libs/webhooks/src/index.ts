export { deadLettersOf, DeadLetters, type DeadLetter, type LetterPlace } from './book/dead-letters';
export { letterIdOf, NotDone, type BookRefusal, type By, type NewWebhook } from './book/asked';
export {
  actsOf,
  webhooksOf,
  webhookTotals,
  type ActsAsked,
  type WebhookStanding,
  type WebhookTotals,
} from './book/standings';
export { MOST_WEBHOOKS, WebhookBook, type SecretShown } from './book/webhook-book';
export { ACT_KINDS, type ActKind } from './book/written-act';
export { RESULTS, type Result } from './delivering/outcomes';
export { Places } from './delivering/places';
export { WebhookRunner, type WebhookRunnerOptions } from './delivering/webhook-runner';
export { WebhookTester, type Tested } from './delivering/webhook-tester';
export { AddressRefused, DestinationGuard, type DestinationRules, type UrlFault } from './guard/destination';
export { RETRY_PAUSES } from './schedule';
export type { SendingTimes } from './sending/deadlines';
export { FAULTS, type Fault, type FaultCode } from './sending/fault';
export { Sender } from './sending/sender';
export { KeySafe } from './signing/key-safe';
export { isProcessKey, openKeySafe, type ProcessKey } from './signing/process-key';
export { guardOf, runnerOptionsOf, senderOf, type WebhookSettings } from './settings';
export { SIGNINGS, type Signing } from './signing/webhook-key';
export { migrateWebhooks, type ActRow, type WebhookRow, type WebhookState } from './webhook-tables';
