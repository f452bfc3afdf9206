import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { OffsetOutOfReach } from './faults';
import { stored, type StoredMessage } from './read-topic';
import { retries } from './retries';

export type ReceivedBatch = Readonly<{
  topic: string;
  partition: number;
  messages: readonly StoredMessage[];
  /**
   * What the reader's store must still hold, undefined when it holds nothing yet. Compare and set: while members change
   * places two of them may handle the same messages, and only one of them finds it so (K7).
   */
  from: string | undefined;
  /** To be stored with what comes of the messages; where to go on. */
  nextOffset: string;
}>;

export type FollowOptions = Readonly<{
  groupId: string;
  topics: readonly string[];
  /** Where to go on, as stored with the rows; undefined to begin at the beginning. */
  nextOffset: (topic: string, partition: number) => Promise<string | undefined>;
  /** In order for each partition. What it throws is tried again, after a pause, for ever. */
  handle: (batch: ReceivedBatch) => Promise<void>;
  /** Nothing but marks of transactions lay before this offset: no batch tells of them (K14). */
  passed?: (topic: string, partition: number, nextOffset: string) => void;
  /** Messages of a partition handed over at once; 500 unless told. A sign of life is given between two. */
  atOnce?: number;
  /** Partitions that are handled beside each other; one after the other unless told. */
  partitionsAtOnce?: number;
  /** A member that is not heard for so long is taken for dead: above the longest handling; 30,000 ms unless told. */
  sessionTimeoutMs?: number;
}>;

/**
 * Follows topics, reading what is committed. The reader's own store is the truth about how far it came: nothing is
 * committed to Kafka, and what Kafka resets silently (K8) is put right or refused.
 */
export class TopicFollower {
  private readonly consumer: Consumer;
  /** The next offset of each partition of this assignment that has been placed. */
  private readonly placed = new Map<string, bigint>();
  private over = false;
  private ended: Promise<void> | undefined;
  private end: () => void = () => undefined;
  private fail: (error: Error) => void = () => undefined;

  constructor(
    private readonly kafka: Kafka,
    private readonly options: FollowOptions,
  ) {
    const { groupId, sessionTimeoutMs = 30_000 } = options;
    this.consumer = kafka.consumer({
      groupId,
      sessionTimeout: sessionTimeoutMs,
      heartbeatInterval: Math.floor(sessionTimeoutMs / 10),
      allowAutoTopicCreation: false,
      retry: { ...retries(), restartOnFailure: async () => !this.over },
      readUncommitted: false,
      maxWaitTimeInMs: 100,
    });
  }

  /** Resolves when it was stopped. Errors: OffsetOutOfReach; what kafkajs does not recover from by itself (K5). */
  run(): Promise<void> {
    this.ended ??= new Promise<void>((resolve, reject) => {
      [this.end, this.fail] = [resolve, reject];
      this.consumer.on('consumer.group_join', () => this.placed.clear());
      this.consumer.on('consumer.end_batch_process', ({ payload: { topic, partition, lastOffset, batchSize } }) => {
        if (batchSize === 0) this.options.passed?.(topic, partition, `${BigInt(lastOffset) + 1n}`);
      });
      this.consumer.on('consumer.crash', ({ payload: { error, restart } }) => {
        if (!restart) reject(causeOf(error));
      });
      this.begin().catch(reject);
    });
    return this.ended;
  }

  async stop(): Promise<void> {
    this.over = true;
    await this.consumer.disconnect();
    this.end();
  }

  private async begin(): Promise<void> {
    const { topics, partitionsAtOnce: partitionsConsumedConcurrently = 1 } = this.options;
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: [...topics], fromBeginning: true });
    await this.consumer.run({
      ...{ autoCommit: false, eachBatchAutoResolve: false, partitionsConsumedConcurrently },
      eachBatch: (batch) => this.take(batch),
    });
  }

  private async take(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    const { topic, partition, messages } = batch;
    if (!(await this.inPlace(payload))) return;

    const { atOnce = 500 } = this.options;
    for (let at = 0; at < messages.length && payload.isRunning() && !payload.isStale(); at += atOnce) {
      const slice = messages.slice(at, at + atOnce);
      const last = at + atOnce >= messages.length ? batch.lastOffset() : (slice.at(-1)?.offset ?? '0');
      const next = BigInt(last) + 1n;
      await this.handled({
        topic,
        partition,
        messages: slice.map((one) => stored(partition, one)),
        from: this.placed.get(placeOf(topic, partition))?.toString(),
        nextOffset: `${next}`,
      });
      this.placed.set(placeOf(topic, partition), next);
      payload.resolveOffset(last);
      // Its rebalance error must reach kafkajs: what follows is another member's (K6).
      await payload.heartbeat();
    }
  }

  /** Whether the batch is where the store says to go on; if not, the next one will be. */
  private async inPlace({ batch: { topic, partition, messages } }: EachBatchPayload): Promise<boolean> {
    const place = placeOf(topic, partition);
    const first = BigInt(messages[0]?.offset ?? 0);
    const expected = this.placed.get(place);
    if (expected !== undefined) {
      if (first >= expected) return true;
      throw this.outOfReach(topic, partition, `${expected} was to come, ${first} came`);
    }
    const next = await this.options.nextOffset(topic, partition);
    if (next === undefined) return true;

    await this.requireInReach(topic, partition, BigInt(next));
    this.placed.set(place, BigInt(next));
    this.consumer.seek({ topic, partition, offset: next });
    return false;
  }

  private async requireInReach(topic: string, partition: number, next: bigint): Promise<void> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      const ends = (await admin.fetchTopicOffsets(topic)).find((offsets) => offsets.partition === partition);
      if (!ends || next < BigInt(ends.low) || next > BigInt(ends.high)) {
        throw this.outOfReach(topic, partition, `${next} is stored, ${ends?.low} to ${ends?.high} are there`);
      }
    } finally {
      await admin.disconnect();
    }
  }

  /** A TypeError of the handler would stop kafkajs for good while the process stays up (K5). */
  private async handled(batch: ReceivedBatch): Promise<void> {
    try {
      await this.options.handle(batch);
    } catch (error) {
      const { topic, partition } = batch;
      // Perhaps the store was moved on by another member: it is asked again.
      this.placed.delete(placeOf(topic, partition));
      throw new Error(`Handling ${topic}/${partition} failed: ${(error as Error)?.message}`, { cause: error });
    }
  }

  private outOfReach(topic: string, partition: number, what: string): OffsetOutOfReach {
    this.over = true;
    const error = new OffsetOutOfReach(`${topic}/${partition} cannot be followed: ${what}.`);
    this.fail(error);
    return error;
  }
}

const placeOf = (topic: string, partition: number): string => `${topic}/${partition}`;

function causeOf(error: Error): Error {
  return error.cause instanceof Error ? causeOf(error.cause) : error;
}
