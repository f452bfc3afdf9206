import type { Kafka } from 'kafkajs';
import { readTopic } from './read-topic';

/** Where checkpoints lie: one compacted topic with one partition, a key for each writer (K10). */
export type CheckpointPlace = Readonly<{ topic: string; key: string }>;

/** Enough for the last transactions of a writer; when it has none among them, the whole topic is read. */
const TAIL = 2_000;

/**
 * The last checkpoint that was committed; undefined when there is none. Ask only after the older writer was fenced
 * (K9), for until then it may still commit. Errors: of the broker.
 */
export async function readCheckpoint(kafka: Kafka, { topic, key }: CheckpointPlace): Promise<string | undefined> {
  let found: string | undefined;
  const keep = (message: Readonly<{ key: string; value: string }>) => {
    if (message.key === key) found = message.value;
  };
  await readTopic(kafka, { topic, last: TAIL }, keep);
  if (found === undefined) await readTopic(kafka, { topic }, keep);
  return found;
}
