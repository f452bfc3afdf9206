import { readFileSync } from 'node:fs';
import { FilePath, ListOf, OneOf, Secret, Text, text } from '@fuyuan/platform';
import type { KafkaLog } from './kafka-log';
import { connect, type KafkaClient } from './kafka-options';

/** The brokers and how they are reached; `.env.example` tells of each variable. */
export class BrokersConfig {
  /** `host:port`, divided by commas. */
  @ListOf(text({ max: 255 }), { min: 1, max: 50 })
  kafkaBrokers!: string[];

  /** The certificate to trust, as PEM; with it, or with a user, the brokers are spoken to over TLS. */
  @FilePath({ optional: true })
  kafkaCaFile?: string;

  /** SASL/SCRAM: the account of this process. */
  @Text({ max: 200, optional: true })
  kafkaUser?: string;

  @Secret({ min: 1, optional: true })
  kafkaPassword?: string;

  @OneOf(['scram-sha-256', 'scram-sha-512'], { optional: true })
  kafkaMechanism = 'scram-sha-512';
}

/** A client of the brokers that the environment names. Errors: of the file of certificates. */
export function kafkaOf(config: Readonly<BrokersConfig>, clientId: string, log: KafkaLog): KafkaClient {
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
