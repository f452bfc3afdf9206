export { startEventStore } from './embedded-event-store';
export * as ReferralFacts from './referral-facts';
export { story } from './story';
export {
  startScriptedEventStore,
  type Act,
  type AppendAct,
  type ScriptedAppend,
  type ScriptedEventStore,
  type ScriptedSubscription,
} from './scripted-event-store';
export { causeOf, lawNoticePublished, lawNoticeRead, unitRegistered, unitRetired } from './acts';
export { until } from './until';
export { testCertificate, type TestCertificate } from './certificate';
export { WebhookReceiver, type WebhookAnswer, type WebhookCall } from './webhook-receiver';
export { runBuilt, startBuilt, untilSaid, type BuiltApp, type BuiltAppOptions } from './built-app';
export {
  accounts,
  newDataDirectory,
  startStandalone,
  type RunningStandalone,
  type StandaloneOptions,
} from './standalone';
export { kafkaJars, startKafka, startOwnKafka, type OwnKafka, type OwnKafkaOptions, type TestKafka } from './kafka';
export { describeWithKafka, whyNoKafka } from './kafka-wanted';
export { describeWithPostgres, startPostgres, whyNoPostgres, type TestPostgres } from './postgres';
export { describeWithSchemaOf } from './read-side-schema';
export { ReferralWalk, WALK_UNITS, type WalkUnit } from './referral-walk';
export { Telling, ToldView, type Told } from './told-view';
export { areInOrder, recordOfAct, TRIAL_PAUSES, trialSender, WebhookTrial } from './webhook-trial';
