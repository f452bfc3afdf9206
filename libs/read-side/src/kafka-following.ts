import { setTimeout as sleep } from 'node:timers/promises';
import { endsOf, TopicFollower, type Ends, type KafkaClient, type ReceivedBatch } from '@fuyuan/kafka';
import { received, type Batch, type Following, type Reader } from '@fuyuan/read-model';

export type KafkaFollowingOptions = Readonly<{
  kafka: KafkaClient;
  groupId: string;
  topics: readonly string[];
  reader: Reader;
  sessionTimeoutMs: number;
  failed: (error: unknown) => void;
}>;

const PAUSE_MS = 1_000;
/** Of each partition, and of so many partitions beside each other: what came of all is written in one transaction. */
const MESSAGES_AT_ONCE = 700;
const PARTITIONS_AT_ONCE = 6;
/** Where nothing but marks of transactions came, that it is so far is written this often. */
const QUIET_MS = 1_000;
/** While there is more to read the reader is asked this often whether that was all. */
const BEHIND_MS = 5_000;

type Waiting = Readonly<{ batch: ReceivedBatch; done: () => void; refused: (error: unknown) => void }>;

const sourceOf = (topic: string, partition: number): string => `${topic}/${partition}`;

/** One build that follows its topics, for ever: what ends a follower is told, and another one begins. */
export class KafkaFollowing implements Following {
  private follower: TopicFollower | undefined;
  private readonly stored = new Map<string, string | undefined>();
  private readonly passed = new Map<string, string>();
  private waiting: Waiting[] = [];
  private writing: Promise<void> = Promise.resolve();
  private readonly ended: Promise<void>;
  private readonly timer: NodeJS.Timeout;
  private stopped = false;
  private isCaughtUp = false;
  /** When the reader was asked last whether it has everything. */
  private askedAt = 0;
  /** Where the topics ended when this began. */
  private goals: readonly Ends[] | undefined;

  constructor(private readonly options: KafkaFollowingOptions) {
    this.ended = this.run();
    this.timer = setInterval(() => void this.inTurn(() => this.quietly()), QUIET_MS);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.follower?.stop().catch(() => undefined);
    await this.ended;
    await this.writing;
  }

  private async run(): Promise<void> {
    const { kafka, groupId, topics, sessionTimeoutMs, failed } = this.options;
    while (!this.stopped) {
      this.passed.clear();
      this.follower = new TopicFollower(kafka, {
        groupId,
        topics,
        sessionTimeoutMs,
        nextOffset: async (topic, partition) => this.look(sourceOf(topic, partition)),
        handle: (batch) => this.take(batch),
        ...{ atOnce: MESSAGES_AT_ONCE, partitionsAtOnce: PARTITIONS_AT_ONCE },
        passed: (topic, partition, next) => this.passed.set(sourceOf(topic, partition), next),
      });
      await this.follower.run().catch(failed);
      if (!this.stopped) await sleep(PAUSE_MS);
    }
  }

  /** What is stored with the rows: another process may have gone on meanwhile. */
  private async look(source: string): Promise<string | undefined> {
    const next = (await this.options.reader.cursors()).get(source);
    this.stored.set(source, next);
    return next;
  }

  /** One write after the other: a batch, and that nothing came. Errors: those of the work. */
  private inTurn(work: () => Promise<void>): Promise<void> {
    const mine = this.writing.then(work);
    this.writing = mine.catch(() => undefined);
    return mine;
  }

  /** Resolves when it is written, together with what came of other partitions meanwhile. */
  private take(batch: ReceivedBatch): Promise<void> {
    return new Promise((done, refused) => {
      this.waiting.push({ batch, done, refused });
      if (this.waiting.length === 1) void this.inTurn(() => this.takeWaiting());
    });
  }

  private async takeWaiting(): Promise<void> {
    // What was fetched together is handed over together, partition by partition.
    await turnOfOthers();
    const waiting = this.waiting;
    this.waiting = [];
    const fresh = waiting.filter(({ batch }) => !this.isStored(batch));
    try {
      if (fresh.length > 0) await this.options.reader.take(...fresh.map(({ batch }) => this.batchOf(batch)));
      for (const { batch } of fresh) this.stored.set(sourceOf(batch.topic, batch.partition), batch.nextOffset);
      for (const { done } of waiting) done();
    } catch (error) {
      for (const { batch } of fresh) await this.look(sourceOf(batch.topic, batch.partition)).catch(() => undefined);
      for (const { refused } of waiting) refused(error);
    }
  }

  private isStored({ topic, partition, nextOffset }: ReceivedBatch): boolean {
    const from = this.stored.get(sourceOf(topic, partition));
    return from !== undefined && BigInt(from) >= BigInt(nextOffset);
  }

  private batchOf({ topic, partition, messages, nextOffset: next }: ReceivedBatch): Batch {
    const source = sourceOf(topic, partition);
    const texts = messages.map(({ key, value }) => received(key, value));
    return { source, messages: texts, from: this.stored.get(source), next };
  }

  private async quietly(): Promise<void> {
    const { reader, failed } = this.options;
    try {
      for (const [source, next] of this.passed) {
        this.passed.delete(source);
        const from = this.stored.has(source) ? this.stored.get(source) : await this.look(source);
        if (from !== undefined && BigInt(from) >= BigInt(next)) continue;
        await reader.take({ source, messages: [], from, next });
        this.stored.set(source, next);
      }
      if (!this.isCaughtUp && (await this.isAtTheEnds())) {
        this.isCaughtUp = true;
        reader.caughtUp();
      }
    } catch (error) {
      if (!this.stopped) failed(error);
    }
  }

  /**
   * Whether every partition was read to its end, by whatever process. To answer, the reader writes all that it holds: so
   * it is asked less often while there is more to read, as far as is known here.
   */
  private async isAtTheEnds(): Promise<boolean> {
    const { kafka, topics, reader } = this.options;
    this.goals ??= await endsOf(kafka, topics);
    const isBefore = (next: string | undefined, high: string) => next === undefined || BigInt(next) < BigInt(high);
    const goals = this.goals.filter(({ low, high }) => BigInt(high) > BigInt(low));
    const isBehind = goals.some((goal) => isBefore(this.stored.get(sourceOf(goal.topic, goal.partition)), goal.high));
    // What is known here of a partition that another process reads by now may be old.
    if (isBehind && performance.now() - this.askedAt < BEHIND_MS) return false;
    this.askedAt = performance.now();
    const cursors = await reader.cursors();
    if ([...this.stored].some(([source, next]) => next !== undefined && isBefore(cursors.get(source), next))) {
      this.lookAgain();
      return false;
    }
    return goals.every(({ topic, partition, high }) => !isBefore(cursors.get(sourceOf(topic, partition)), high));
  }

  /** What was handed over was not written, since another process wrote: read again from what is stored. */
  private lookAgain(): void {
    this.stored.clear();
    // Not waited for: what it hands over at this moment waits for us.
    this.follower?.stop().catch(this.options.failed);
  }
}

const turnOfOthers = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
