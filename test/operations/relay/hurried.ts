/** Loaded into a built relay by `node --require`: no request waits longer than a second, where the product waits ten. */
import { type KafkaConfig } from 'kafkajs';

// eslint-disable-next-line @typescript-eslint/no-require-imports -- what the product imports is replaced in its place
const kafkajs = require('kafkajs') as { Kafka: new (config: KafkaConfig) => object };
kafkajs.Kafka = class extends kafkajs.Kafka {
  constructor(config: KafkaConfig) {
    super({ ...config, requestTimeout: 1_000 });
  }
};
