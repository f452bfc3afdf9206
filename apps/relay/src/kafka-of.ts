import { readFileSync } from 'node:fs';
import { connect, type KafkaLog } from '@fuyuan/kafka';
import type { KafkaConfig } from './relay.config';

export type KafkaClient = ReturnType<typeof connect>;

/** A client of the brokers that the environment names. Errors: of the file of certificates. */
export function kafkaOf(config: Readonly<KafkaConfig>, clientId: string, log: KafkaLog): KafkaClient {
  const { kafkaBrokers: brokers, kafkaCaFile, kafkaUser: username, kafkaPassword: password = '' } = config;
  const tls = kafkaCaFile === undefined ? {} : { ca: readFileSync(kafkaCaFile, 'utf8') };
  const mechanism = config.kafkaMechanism as 'scram-sha-256' | 'scram-sha-512';
  return connect({
    brokers,
    clientId,
    log,
    ...(kafkaCaFile !== undefined || username !== undefined ? { tls } : {}),
    ...(username === undefined ? {} : { scram: { mechanism, username, password } }),
  });
}
