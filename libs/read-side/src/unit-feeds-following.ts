import { setTimeout as sleep } from 'node:timers/promises';
import { feedNamed, inGeneration, type Audience } from '@fuyuan/contracts';
import { endsOf, OffsetOutOfReach, topicsThere, type KafkaClient } from '@fuyuan/kafka';
import type { Batch } from '@fuyuan/read-model';
import type { FeedKeeper } from '@fuyuan/unit-feeds';
import type { UnitsKnown } from '@fuyuan/views';
import { KafkaFollowing } from './kafka-following';

export type UnitFeedsOptions = Readonly<{
  kafka: KafkaClient;
  audience: Audience;
  /** The generation of topics that is read. */
  generation: number;
  sessionTimeoutMs: number;
  units: UnitsKnown;
  /** Whether the view of units has read all that there was: who is unknown then is nobody of ours. */
  areUnitsRead: () => Promise<boolean>;
  keeper: FeedKeeper;
  /** Something was written. */
  wrote: () => void;
  /** Told of what is tried again. */
  failed: (error: unknown, what: string) => void;
  /** How often it looks for new subscriptions, in milliseconds. */
  lookMs?: number;
}>;

const LOOK_MS = 2_000;
const WHAT = 'unit feeds';

/**
 * Follows the feeds of all units of one system, from Kafka, with one follower for all of them. A new subscription is a
 * new topic, which is found by asking which topics there are; whose it is, the view of units says. Where rights are set,
 * this side is shown the topics of its own units alone.
 */
export class UnitFeedsFollowing {
  private readonly ours = new Map<string, boolean>();
  private followed: readonly string[] = [];
  private following: KafkaFollowing | undefined;
  /** A topic of a unit is there that the view may yet come to know as one of ours. */
  private isPuzzled = true;
  /** All that was there when the topics at hand were begun has been read. */
  private isAtTheEnds = false;
  private isCaughtUp = false;
  /** A topic does not hold any more what comes next, and stops all that are followed with it. */
  private isTorn = false;
  private readonly leave = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly options: UnitFeedsOptions) {}

  begin(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.leave.abort();
    await this.running;
    await this.following?.stop();
  }

  private async run(): Promise<void> {
    const { failed, lookMs = LOOK_MS } = this.options;
    while (!this.leave.signal.aborted) {
      await this.look().catch((error: unknown) => failed(error, WHAT));
      await sleep(lookMs, undefined, { signal: this.leave.signal }).catch(() => undefined);
    }
  }

  private async look(): Promise<void> {
    const { kafka, generation } = this.options;
    const isFeed = (topic: string) => {
      const feed = feedNamed(topic)?.feed;
      return feed !== undefined && inGeneration(feed, generation) === topic;
    };
    const topics = await this.ofOurs(await topicsThere(kafka, isFeed));
    await this.tellCaughtUp(topics);
    if (!this.isTorn && topics.join() === this.followed.join()) return;
    this.isTorn = false;
    await this.following?.stop();
    this.following = undefined;
    this.followed = topics;
    this.isAtTheEnds = false;
    const whole = await this.inReach(topics);
    if (whole.length > 0 && !this.leave.signal.aborted) this.following = this.follow(whole);
  }

  private async tellCaughtUp(topics: readonly string[]): Promise<void> {
    if (this.isCaughtUp || this.isPuzzled || !(topics.length === 0 || this.isAtTheEnds)) return;
    await this.options.keeper.caughtUp();
    this.isCaughtUp = true;
  }

  /** A unit never changes its system, so it is asked about once. */
  private async ofOurs(topics: readonly string[]): Promise<readonly string[]> {
    const { units, areUnitsRead, audience } = this.options;
    const unitOf = (topic: string) => feedNamed(topic)?.unitId ?? '';
    if (topics.some((topic) => !this.ours.has(unitOf(topic)))) {
      for (const { unitId, system } of await units.all()) this.ours.set(unitId, system === audience);
    }
    this.isPuzzled = topics.some((topic) => !this.ours.has(unitOf(topic))) && !(await areUnitsRead());
    return topics.filter((topic) => this.ours.get(unitOf(topic)) === true);
  }

  /** Without those that hold no more what comes next for us: one of them must not keep the others from going on. */
  private async inReach(topics: readonly string[]): Promise<readonly string[]> {
    const { kafka, keeper, failed } = this.options;
    const cursors = await keeper.cursors();
    const gone = new Set<string>();
    for (const { topic, partition, low, high } of await endsOf(kafka, topics)) {
      const next = cursors.get(`${topic}/${partition}`);
      if (next === undefined || (BigInt(next) >= BigInt(low) && BigInt(next) <= BigInt(high))) continue;
      gone.add(topic);
      const why = `${topic} is not followed: ${next} is to come, ${low} to ${high} are there.`;
      failed(new OffsetOutOfReach(why), WHAT);
    }
    return topics.filter((topic) => !gone.has(topic));
  }

  private follow(topics: readonly string[]): KafkaFollowing {
    const { kafka, audience, sessionTimeoutMs, keeper, failed } = this.options;
    const reader = {
      ...{ name: 'unit-feeds', families: [] },
      cursors: () => keeper.cursors(),
      take: (batch: Batch) => this.take(batch),
      caughtUp: () => void (this.isAtTheEnds = true),
    };
    return new KafkaFollowing({
      ...{ kafka, groupId: `${audience}.unit-feeds`, topics, reader, sessionTimeoutMs },
      failed: (error) => {
        this.isTorn ||= error instanceof OffsetOutOfReach;
        failed(error, WHAT);
      },
    });
  }

  private async take({ source, messages, from, next }: Batch): Promise<void> {
    const feed = feedNamed(source.slice(0, source.lastIndexOf('/')))?.feed ?? source;
    await this.options.keeper.take({ source, from, next, messages: messages.map((message) => ({ feed, message })) });
    if (messages.length > 0) this.options.wrote();
  }
}
