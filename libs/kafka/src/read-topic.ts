import { randomUUID } from 'node:crypto';
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { retries } from './retries';
import { endsOf, writtenEndsOf, type Ends } from './topic-contents';

/** A message as it lies in a topic, read with read_committed. */
export type StoredMessage = Readonly<{
  partition: number;
  offset: string;
  key: string;
  value: string;
  headers: Readonly<Record<string, string>>;
}>;

export type TopicReading = Readonly<{
  topic: string;
  /** At most about so many offsets from the end of each partition; all unless told. */
  last?: number;
  /** The last offset to read, where something is committed or will be; the end at the time of asking unless told. */
  upTo?: bigint;
  /** All that was written at the time of asking, once its transactions have ended; what is committed by then unless told. */
  written?: boolean;
  /** Without progress for so long, it gives up; 30,000 ms unless told. */
  patienceMs?: number;
}>;

/**
 * Reads what is committed in a topic up to its end at the time of asking, each partition in order. It reads under a
 * group of its own that keeps no offsets, so that nothing is left behind.
 * Errors: of the broker; Error when it makes no progress.
 */
export async function readTopic(
  kafka: Kafka,
  { topic, last, upTo, written = false, patienceMs = 30_000 }: TopicReading,
  each: (message: StoredMessage) => void,
): Promise<void> {
  const unread = unreadOf(await (written ? writtenEndsOf : endsOf)(kafka, [topic]), upTo);
  if (unread.size === 0) return;
  let over = false;
  const consumer = kafka.consumer({
    groupId: `fuyuan.read.${topic}.${randomUUID()}`,
    allowAutoTopicCreation: false,
    maxWaitTimeInMs: 100,
    // A restart that was under way when all was read would go on for ever, unseen.
    retry: { ...retries(), restartOnFailure: async () => !over },
  });
  try {
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await readToEnd(consumer, { topic, unread, patienceMs, last }, each);
  } finally {
    over = true;
    await consumer.disconnect().catch(() => undefined);
  }
}

type Unread = Map<number, { low: bigint; high: bigint; next: bigint }>;

function unreadOf(ends: readonly Ends[], upTo: bigint | undefined): Unread {
  const parts = ends.map(({ partition, low, high }) => {
    const end = upTo === undefined ? BigInt(high) : upTo + 1n;
    return [partition, { low: BigInt(low), high: end, next: BigInt(low) }] as const;
  });
  return new Map(parts.filter(([, { low, high }]) => high > low));
}

type Rest = Readonly<{ topic: string; unread: Unread; last: number | undefined; patienceMs: number }>;

/**
 * Right after a broker's start a join may crash and begin again (K17): each time, every partition is taken up where it
 * was left. A batch of nothing but marks of transactions reaches no handler, only an event: offsets have gaps (K14).
 */
async function readToEnd(consumer: Consumer, rest: Rest, each: (message: StoredMessage) => void): Promise<void> {
  const { topic, unread, last, patienceMs } = rest;
  if (last !== undefined) for (const end of unread.values()) end.next = larger(end.low, end.high - BigInt(last));
  const watch = new Watch(topic, patienceMs);

  consumer.on('consumer.group_join', () =>
    unread.forEach(({ next }, partition) => consumer.seek({ topic, partition, offset: String(next) })),
  );
  consumer.on('consumer.crash', ({ payload: { error, restart } }) => {
    if (!restart) watch.fail(error);
  });
  consumer.on('consumer.end_batch_process', ({ payload: { partition, lastOffset } }) => {
    watch.alive();
    const end = unread.get(partition);
    if (end && BigInt(lastOffset) + 1n >= end.high) unread.delete(partition);
    if (unread.size === 0) watch.done();
  });
  const eachBatch = async ({ batch: { partition, messages } }: EachBatchPayload) => {
    const end = unread.get(partition);
    for (const message of end ? messages : []) {
      const offset = BigInt(message.offset);
      if (!end || offset < end.next || offset >= end.high) continue;
      each(stored(partition, message));
      end.next = offset + 1n;
    }
  };
  consumer.run({ autoCommit: false, eachBatch }).catch((error: Error) => watch.fail(error));
  return watch.over;
}

const larger = (one: bigint, other: bigint): bigint => (one > other ? one : other);

/** Ends a reading that makes no progress. */
class Watch {
  done: () => void = () => undefined;
  fail: (error: Error) => void = () => undefined;
  private timer: NodeJS.Timeout | undefined;
  readonly over: Promise<void>;

  constructor(
    private readonly topic: string,
    private readonly ms: number,
  ) {
    this.over = new Promise<void>((resolve, reject) => {
      [this.done, this.fail] = [resolve, reject];
      this.alive();
    }).finally(() => clearTimeout(this.timer));
  }

  alive(): void {
    clearTimeout(this.timer);
    const late = () => this.fail(new Error(`Reading ${this.topic} made no progress in ${this.ms} ms.`));
    this.timer = setTimeout(late, this.ms);
  }
}

type Raw = Readonly<{ offset: string; key: Buffer | null; value: Buffer | null; headers?: Record<string, unknown> }>;

export const stored = (partition: number, { offset, key, value, headers }: Raw): StoredMessage => ({
  partition,
  offset,
  key: key?.toString() ?? '',
  value: value?.toString() ?? '',
  headers: Object.fromEntries(Object.entries(headers ?? {}).map(([name, text]) => [name, String(text)])),
});
