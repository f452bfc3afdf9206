import type { Kafka } from 'kafkajs';
import { withClusters } from './clusters';
import { settled } from './settled';

/** The topics that are there, of those that are meant. Errors: of the broker. */
export async function topicsThere(kafka: Kafka, isMeant: (topic: string) => boolean): Promise<string[]> {
  return asking(kafka, async (admin) => (await admin.listTopics()).filter(isMeant).sort());
}

/** Those of the topics to which anything was ever written that is still kept. Errors: of the broker. */
export async function topicsWithContents(kafka: Kafka, topics: readonly string[]): Promise<string[]> {
  return asking(kafka, async (admin) => {
    const held: string[] = [];
    for (const topic of topics) {
      const offsets = await settled(() => admin.fetchTopicOffsets(topic));
      if (offsets.some(({ low, high }) => BigInt(high) > BigInt(low))) held.push(topic);
    }
    return held;
  });
}

/** Where a partition begins and ends now. */
export type Ends = Readonly<{ topic: string; partition: number; low: string; high: string }>;

/** Of every partition of the topics. Errors: of the broker. */
export async function endsOf(kafka: Kafka, topics: readonly string[]): Promise<Ends[]> {
  return asking(kafka, async (admin) => {
    const ends: Ends[] = [];
    for (const topic of topics) {
      const offsets = await settled(() => admin.fetchTopicOffsets(topic));
      ends.push(...offsets.map(({ partition, low, high }) => ({ topic, partition, low, high })));
    }
    return ends;
  });
}

const READ_UNCOMMITTED = 0;

/**
 * As `endsOf`, but where what was written ends, be it committed or not. A transaction ends in one partition sooner than
 * in another: who knows of it by one of them finds the rest before these ends, and not before those that are committed.
 * Errors: of the broker.
 */
export const writtenEndsOf = (kafka: Kafka, topics: readonly string[]): Promise<Ends[]> =>
  endsOf(
    withClusters(kafka, (create) => (options) => create({ ...options, isolationLevel: READ_UNCOMMITTED })),
    topics,
  );

async function asking<T>(kafka: Kafka, ask: (admin: ReturnType<Kafka['admin']>) => Promise<T>): Promise<T> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    return await ask(admin);
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}
