import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { RecordedLog } from '@fuyuan/event-store';
import { createApp, createPlatform, type Log, type Platform } from '@fuyuan/platform';
import { Generations } from './generations';
import { kafkaOf } from '@fuyuan/kafka';
import { Reconciliations } from './reconciliations';
import type { RelayConfig } from './relay.config';
import type { RelayLoop } from './relay-loop';
import { RelayModule } from './relay.module';

/** A running relay. */
export type Relay = Readonly<{
  app: NestFastifyApplication;
  platform: Platform;
  generations: Generations;
  loop: RelayLoop;
  url: string;
}>;

/**
 * Starts the relay: it stands by until it leads. Neither the event store nor Kafka need be there yet.
 * Errors: of the network (a port that is taken), of the files that the environment names.
 */
export async function startRelay(config: Readonly<RelayConfig>, log: Log): Promise<Relay> {
  const platform = createPlatform(log);
  const kafka = kafkaOf(config, `fuyuan-relay-${process.pid}`, log);
  const recorded = new RecordedLog({ connectionString: config.eventstoreConnectionString });
  const generations = new Generations(config, kafka, recorded, log);
  const reconciliations = new Reconciliations({ kafka, log: recorded, config });
  const { metricsToken } = config;
  const app = await createApp(platform, [RelayModule.forRoot({ generations, reconciliations }, config)], {
    metricsToken,
  });
  try {
    await app.init();
    const url = await app.getHttpAdapter().getInstance().listen({ port: config.httpPort, host: config.httpHost });
    generations.start();
    return { app, platform, generations, loop: generations.live.loop, url };
  } catch (error) {
    await app.close();
    throw error;
  }
}
