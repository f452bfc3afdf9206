import { Kafka, type SASLOptions } from 'kafkajs';
import { kafkaLog, type KafkaLog } from './kafka-log';
import { retries } from './retries';

/** How the brokers are reached. */
export type KafkaOptions = Readonly<{
  /** `host:port` each; one is enough to find the others. */
  brokers: readonly string[];
  /** Names this process to the broker, in its logs and quotas. */
  clientId: string;
  /** TLS; the certificates as PEM. Without `ca` those of the system are trusted. */
  tls?: Readonly<{ ca?: string; cert?: string; key?: string }>;
  /** SASL/SCRAM; only ever with TLS, for the broker must prove who it is first. */
  scram?: Readonly<{ mechanism: 'scram-sha-256' | 'scram-sha-512'; username: string; password: string }>;
  log: KafkaLog;
  /** The longest that one request waits for its answer; 10,000 ms unless told. */
  requestTimeoutMs?: number;
}>;

/** A client of Kafka, as `connect` makes it. */
export type KafkaClient = Kafka;

/** A client of Kafka; it connects when it is used. Errors: Error when a password would cross the network in the clear. */
export function connect({ brokers, clientId, tls, scram, log, requestTimeoutMs = 10_000 }: KafkaOptions): Kafka {
  if (scram && !tls) throw new Error('SASL/SCRAM without TLS: anyone on the way could pose as the broker.');
  return new Kafka({
    brokers: [...brokers],
    clientId,
    retry: retries(),
    connectionTimeout: 3_000,
    requestTimeout: requestTimeoutMs,
    logCreator: kafkaLog(log),
    ...(tls ? { ssl: { ...tls, ...(tls.ca === undefined ? {} : { ca: [tls.ca] }) } } : {}),
    ...(scram ? { sasl: { ...scram } as SASLOptions } : {}),
  });
}
