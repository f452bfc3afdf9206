import type { Kafka } from 'kafkajs';
import { readTopic } from './read-topic';

/** Where checkpoints lie: one compacted topic with one partition, a key for each writer (K10). */
export type CheckpointPlace = Readonly<{ topic: string; key: string }>;

/** Enough for the last transactions of a writer; when it has none among them, the whole topic is read. */
const TAIL = 2_000;

/** Longer than a transaction that nobody ends stands in the way: 30 s, and until the broker looks after it. */
const PATIENCE_MS = 60_000;

/** `upTo`: an offset where something is committed; `written`: all that was written by now. */
type CheckpointReading = Readonly<{ upTo?: bigint; written?: boolean }>;

/**
 * The last checkpoint that was committed; undefined when there is none. With `upTo` or `written` it is certain to be the
 * last by then, once the transactions have ended that stand before; without, one may be missed that was committed while
 * another writer had a transaction open. Ask only after the older writer was fenced (K9), for until then it may still
 * commit. Errors: of the broker.
 */
export async function readCheckpoint(
  kafka: Kafka,
  { topic, key }: CheckpointPlace,
  until: CheckpointReading = {},
): Promise<string | undefined> {
  let found: string | undefined;
  const keep = (message: Readonly<{ key: string; value: string }>) => {
    if (message.key === key) found = message.value;
  };
  const reading = { topic, patienceMs: PATIENCE_MS, ...until };
  await readTopic(kafka, { ...reading, last: TAIL }, keep);
  if (found === undefined) await readTopic(kafka, reading, keep);
  return found;
}
