import type { Kafka } from 'kafkajs';

const CREATE_CLUSTER = 'private:Kafka:createCluster';

type Create = (options: object) => object;

/**
 * The same client, whose connections are made otherwise: what kafkajs 2.2.4 has inside and offers nobody.
 * Errors: Error when kafkajs is not of the version that this was made for.
 */
export function withClusters<Cluster extends object>(
  kafka: Kafka,
  otherwise: (create: (options: object) => Cluster) => (options: object) => Cluster,
): Kafka {
  const name = Object.getOwnPropertySymbols(kafka).find(({ description }) => description === CREATE_CLUSTER);
  const create = name && (kafka as unknown as Record<symbol, Create>)[name];
  if (!name || !create) throw new Error('kafkajs is not as it was in 2.2.4: how it connects is not known.');

  const value = otherwise((options) => create(options) as Cluster);
  return Object.create(kafka, { [name]: { value } }) as Kafka;
}
