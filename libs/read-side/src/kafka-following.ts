import { setTimeout as sleep } from 'node:timers/promises';
import { endsOf, TopicFollower, type Ends, type KafkaClient, type ReceivedBatch } from '@fuyuan/kafka';
import { received, type Following, type Reader } from '@fuyuan/read-model';

export type KafkaFollowingOptions = Readonly<{
  kafka: KafkaClient;
  groupId: string;
  topics: readonly string[];
  reader: Reader;
  sessionTimeoutMs: number;
  failed: (error: unknown) => void;
}>;

const PAUSE_MS = 1_000;
/** Where nothing but marks of transactions came, that it is so far is written this often. */
const QUIET_MS = 1_000;

const sourceOf = (topic: string, partition: number): string => `${topic}/${partition}`;

/** One build that follows its topics, for ever: what ends a follower is told, and another one begins. */
export class KafkaFollowing implements Following {
  private follower: TopicFollower | undefined;
  private readonly stored = new Map<string, string | undefined>();
  private readonly passed = new Map<string, string>();
  private writing: Promise<void> = Promise.resolve();
  private readonly ended: Promise<void>;
  private readonly timer: NodeJS.Timeout;
  private stopped = false;
  private isCaughtUp = false;
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
        handle: (batch) => this.inTurn(() => this.take(batch)),
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

  private async take({ topic, partition, messages, nextOffset: next }: ReceivedBatch): Promise<void> {
    const source = sourceOf(topic, partition);
    const from = this.stored.get(source);
    if (from !== undefined && BigInt(from) >= BigInt(next)) return;
    try {
      const texts = messages.map(({ key, value }) => received(key, value));
      await this.options.reader.take({ source, messages: texts, from, next });
      this.stored.set(source, next);
    } catch (error) {
      await this.look(source);
      throw error;
    }
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

  /** Whether every partition was read to its end, by whatever process. */
  private async isAtTheEnds(): Promise<boolean> {
    const { kafka, topics, reader } = this.options;
    this.goals ??= await endsOf(kafka, topics);
    const cursors = await reader.cursors();
    return this.goals.every(({ topic, partition, low, high }) => {
      const next = cursors.get(sourceOf(topic, partition));
      return BigInt(high) <= BigInt(low) || (next !== undefined && BigInt(next) >= BigInt(high));
    });
  }
}
