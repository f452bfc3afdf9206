import { BrokersConfig } from '@fuyuan/kafka';
import { Address, Duration, LOG_LEVELS, OneOf, Secret, Text, Whole } from '@fuyuan/platform';

/** All that the commands of the relay need of Kafka. */
export class KafkaConfig extends BrokersConfig {
  /** Copies of each topic: 3 in production, 1 on a single broker. */
  @Whole({ min: 1, max: 10, optional: true })
  kafkaReplicas = 1;

  /** Partitions of each read side's topic; fixed once the topic is there. */
  @Whole({ min: 1, max: 200, optional: true })
  kafkaPartitions = 6;

  /** The generation of topics: 1 has the names of the contracts, later ones end in `.g2`, `.g3`, … */
  @Whole({ min: 1, max: 999, optional: true })
  relayGeneration = 1;

  /** One relay is active for each shard of the log. */
  @Whole({ min: 0, max: 999, optional: true })
  relayShard = 0;

  @OneOf(LOG_LEVELS, { optional: true })
  logLevel = 'info';
}

/** The log too, where it is named: it says which units subscribe. */
export class TopicsConfig extends KafkaConfig {
  @Address(['esdb', 'esdb+discover'], { optional: true })
  eventstoreConnectionString?: string;
}

/** The log as well: what reconciliation needs. */
export class ReconcileConfig extends KafkaConfig {
  @Address(['esdb', 'esdb+discover'])
  eventstoreConnectionString!: string;
}

/** The environment of the relay. `httpPort` is the variable HTTP_PORT; `.env.example` tells of each. */
export class RelayConfig extends ReconcileConfig {
  /** A leading relay that is not heard for so long loses the lead; brokers take 6 s or more unless told otherwise. */
  @Duration({ min: 500, max: 300_000, optional: true })
  relaySessionTimeout = 6_000;

  @Text({ max: 255, optional: true })
  httpHost = '127.0.0.1';

  @Whole({ min: 0, max: 65_535, optional: true })
  httpPort = 3001;

  /** Lets an operator pause and resume; nobody may without one. */
  @Secret({ optional: true })
  relayToken?: string;

  /** Lets a collector of metrics that is not on this machine in. */
  @Secret({ optional: true })
  metricsToken?: string;

  @Duration({ min: 0, max: 600_000, optional: true })
  shutdownGraceMs = 10_000;
}
