import { feedNamed } from '@fuyuan/contracts';
import { endsOf, type KafkaClient } from '@fuyuan/kafka';
import type { ReadDatabase } from '@fuyuan/read-model';
import { FeedKeeper } from '@fuyuan/unit-feeds';

/**
 * How much of each topic lies behind what was read, by feed: at most so many messages, since marks of transactions count
 * too until they are passed. Nothing where the broker does not answer.
 */
export async function feedsBehind(
  kafka: KafkaClient,
  database: ReadDatabase,
  topics: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const cursors = await new FeedKeeper(database).cursors();
  const ends = await endsOf(kafka, topics).catch(() => []);
  return new Map(
    ends.map(({ topic, partition, low, high }) => {
      const next = cursors.get(`${topic}/${partition}`) ?? low;
      return [feedNamed(topic)?.feed ?? topic, Math.max(0, Number(BigInt(high) - BigInt(next)))];
    }),
  );
}
