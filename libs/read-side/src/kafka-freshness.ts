import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { topicOf, type Audience, type Family } from '@fuyuan/contracts';
import { TopicFollower, writtenEndsOf, type KafkaClient } from '@fuyuan/kafka';
import type { BuildRow, ReadDatabase } from '@fuyuan/read-model';
import { Freshness } from '@fuyuan/views';
import { isAtOrAfter } from './positions';

export type KafkaFreshnessOptions = Readonly<{
  kafka: KafkaClient;
  audience: Audience;
  database: ReadDatabase;
  nameOf: (topic: string) => string;
  familiesOf: (projection: string) => readonly Family[];
  /** Where the relay says how far it is, and under which key. */
  checkpoints: Readonly<{ topic: string; key: string }>;
  failed: (error: unknown) => void;
}>;

const LOOK_MS = 50;
const PAUSE_MS = 1_000;

/**
 * How far a view has read, from Kafka. A position is published once a checkpoint of the relay says so: it is committed
 * with the messages. Then whatever was written to the topics by that time must be in the view, though its transaction may
 * end there a little later.
 */
export class KafkaFreshness extends Freshness {
  private published: string | null = null;
  private follower: TopicFollower | undefined;
  private stopped = false;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly options: KafkaFreshnessOptions) {
    super();
  }

  begin(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.follower?.stop().catch(() => undefined);
    await this.running;
  }

  async reached(build: BuildRow, position: string, ms: number): Promise<boolean> {
    const end = performance.now() + ms;
    const isPublished = () => this.published !== null && isAtOrAfter(this.published, position);
    if (!(await this.until(end, async () => isPublished()))) return false;
    const { kafka, audience, nameOf, familiesOf } = this.options;
    const topics = familiesOf(build.projection).map((family) => nameOf(topicOf(audience, family)));
    const goals = (await writtenEndsOf(kafka, topics)).filter(({ low, high }) => BigInt(high) > BigInt(low));
    return this.until(end, async () => {
      const cursors = await this.cursorsOf(build);
      return goals.every(
        ({ topic, partition, high }) => BigInt(cursors.get(`${topic}/${partition}`) ?? 0) >= BigInt(high),
      );
    });
  }

  private async until(end: number, holds: () => Promise<boolean>): Promise<boolean> {
    while (!(await holds())) {
      if (performance.now() > end) return false;
      await sleep(LOOK_MS);
    }
    return true;
  }

  private async cursorsOf({ build }: BuildRow): Promise<ReadonlyMap<string, string>> {
    const { db } = this.options.database;
    const rows = await db.selectFrom('cursors').select(['source', 'next']).where('build', '=', build).execute();
    return new Map(rows.map(({ source, next }) => [source, next]));
  }

  private async run(): Promise<void> {
    const { kafka, audience, checkpoints, failed } = this.options;
    while (!this.stopped) {
      this.follower = new TopicFollower(kafka, {
        groupId: `${audience}.freshness.${randomUUID()}`,
        topics: [checkpoints.topic],
        nextOffset: async () => undefined,
        handle: async ({ messages }) => messages.forEach(({ key, value }) => this.hear(key, value)),
      });
      await this.follower.run().catch(failed);
      if (!this.stopped) await sleep(PAUSE_MS);
    }
  }

  private hear(key: string, value: string): void {
    if (key !== this.options.checkpoints.key) return;
    const { position } = JSON.parse(value) as Readonly<{ position?: string | null }>;
    if (typeof position === 'string') this.published = position;
  }
}
