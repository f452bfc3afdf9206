import { mkdirSync } from 'node:fs';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { inGeneration, relayCheckpoints, type Audience } from '@fuyuan/contracts';
import { IdentityModule, openIdentity } from '@fuyuan/identity';
import { kafkaOf, type BrokersConfig } from '@fuyuan/kafka';
import type { FeedConfig } from '@fuyuan/feed-desk';
import { createApp, createPlatform, httpOptionsOf, type Log, type Platform } from '@fuyuan/platform';
import { migrate, ProjectionRunner } from '@fuyuan/read-model';
import { migrateFeeds } from '@fuyuan/unit-feeds';
import type { View } from '@fuyuan/views';
import type { WebhookConfig } from '@fuyuan/webhook-desk';
import { KafkaFeed } from './kafka-feed';
import { KafkaFreshness } from './kafka-freshness';
import { KafkaUnitFeeds } from './kafka-unit-feeds';
import { databaseOf, identityOf, type ReadSideConfig } from './read-side.config';
import { readSideModules } from './read-side.module';
import { readSideDocs } from './read-side.docs';
import { startWebhooks } from './start-webhooks';

/** A read side: whose, what it shows, and the class of its module. */
export type ReadSideApp = Readonly<{
  audience: Audience;
  name: string;
  views: readonly View[];
  module: Type;
}>;

export type RunningReadSide = Readonly<{
  app: NestFastifyApplication;
  platform: Platform;
  url: string;
  /** After the last answer: leaves the topics, then the database. */
  stop: () => Promise<void>;
}>;

/**
 * One read side in a process of its own: it makes its views from its topics and answers what is asked of them. Kafka
 * may be away when it starts. Errors: of the database, of the network, of accounts and keys.
 */
export async function startReadSide(
  { audience, name, views, module }: ReadSideApp,
  config: Readonly<ReadSideConfig & BrokersConfig & FeedConfig & WebhookConfig>,
  log: Log,
): Promise<RunningReadSide> {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const database = databaseOf(audience, config);
  await migrate(database);
  await migrateFeeds(database);
  const kafka = kafkaOf(config, `fuyuan-${audience}`, log);
  const nameOf = (topic: string) => inGeneration(topic, config.topicsGeneration);
  const projections = views.map(({ projection }) => projection);
  const failed = (error: unknown, what = 'kafka') => log.warn({ err: error, what }, 'tried again');
  const feed = new KafkaFeed({ kafka, audience, nameOf, sessionTimeoutMs: config.groupSessionTimeout, failed });
  const now = () => new Date();
  const runner = new ProjectionRunner({ database, feed, projections, now, failed });
  const familiesOf = (projection: string) => projections.find((one) => one.name === projection)?.families ?? [];
  const checkpoints = relayCheckpoints(config.topicsGeneration);
  const freshness = new KafkaFreshness({ kafka, audience, database, nameOf, familiesOf, checkpoints, failed });
  const kept = new KafkaUnitFeeds({ kafka, audience, database, config, now, failed });
  const sending = await startWebhooks({ database, config, now, failed });

  const platform = createPlatform(log);
  const identity = await openIdentity(identityOf(config));
  const modules = readSideModules(module, audience, {
    ...{ database, freshness, feeds: kept.feeds, webhooks: sending.webhooks, now, views },
    operators: config.operatorUnits,
  });
  const app = await createApp(platform, [IdentityModule.forRoot(identity), ...modules], {
    http: httpOptionsOf(config),
    ratePerAccount: config.ratePerAccount,
    docs: { ...readSideDocs(name), open: config.docsOpen },
    metricsToken: config.metricsToken,
  });
  await runner.start();
  freshness.begin();
  kept.begin();
  await sending.begin();
  await app.init();
  const url = await app.getHttpAdapter().getInstance().listen({ port: config.httpPort, host: config.httpHost });
  const stop = async () => {
    const others = [runner.stop(), freshness.stop(), kept.stop()];
    await Promise.all([...others, sending.stop(config.shutdownGraceMs)]);
    await database.close();
  };
  return { app, platform, url, stop };
}
