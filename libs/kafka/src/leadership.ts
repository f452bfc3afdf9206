import type { Consumer, Kafka } from 'kafkajs';
import { eldestLeads } from './eldest-leads';
import { retries } from './retries';

export type LeadershipOptions = Readonly<{
  /** All that stand for the same lead. */
  groupId: string;
  /** A topic with one partition; whoever holds it leads. Nothing is read from it. */
  topic: string;
  /** Milliseconds since 1970 from which this one stands. */
  standingSince: number;
  /** A leader that is not heard for so long has lost; 6,000 ms unless told, the least that brokers take. */
  sessionTimeoutMs?: number;
  /** Called on every change. */
  changed: (leads: boolean) => void;
  /** The membership was lost to an error; it is sought again by itself. */
  failed?: (error: Error) => void;
}>;

/**
 * Stands for the lead for ever: one member of the group holds the partition, the others stand by, and when it is
 * silent the eldest of them gets it. It is a courtesy among relays; that no two write is the fence's doing.
 */
export class Leadership {
  private consumer: Consumer | undefined;
  private stopped = false;
  private leading = false;
  private again: NodeJS.Timeout | undefined;
  private joining: Promise<void> | undefined;

  constructor(
    private readonly kafka: Kafka,
    private readonly options: LeadershipOptions,
  ) {}

  get leads(): boolean {
    return this.leading;
  }

  /** Resolves at once; what comes of it is told by `changed`. */
  start(): void {
    this.joining = this.stand().catch((error: Error) => this.lost(error));
  }

  /** Steps down: another need not wait until it is not heard. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.again);
    this.tell(false);
    await this.consumer?.disconnect().catch(() => undefined);
    // What was about to join joins all the same, and would hold the lead unseen.
    await this.joining;
    await this.consumer?.disconnect().catch(() => undefined);
  }

  private async stand(): Promise<void> {
    const { groupId, topic, standingSince, sessionTimeoutMs = 6_000 } = this.options;
    const consumer = this.kafka.consumer({
      groupId,
      sessionTimeout: sessionTimeoutMs,
      rebalanceTimeout: sessionTimeoutMs,
      heartbeatInterval: Math.floor(sessionTimeoutMs / 6),
      maxWaitTimeInMs: Math.floor(sessionTimeoutMs / 12),
      allowAutoTopicCreation: false,
      partitionAssigners: [eldestLeads(standingSince)],
      // What restarts is decided here, once, for every error.
      retry: { ...retries(), restartOnFailure: async () => false },
    });
    this.consumer = consumer;
    consumer.on('consumer.group_join', ({ payload }) => this.tell((payload.memberAssignment[topic]?.length ?? 0) > 0));
    consumer.on('consumer.crash', ({ payload }) => this.consumer === consumer && this.lost(payload.error));
    await consumer.connect();
    if (this.stopped) return;
    await consumer.subscribe({ topic });
    await consumer.run({ autoCommit: false, eachBatch: async () => undefined });
  }

  private lost(error: Error): void {
    this.tell(false);
    if (this.stopped) return;
    this.options.failed?.(error);
    void this.consumer?.disconnect().catch(() => undefined);
    clearTimeout(this.again);
    this.again = setTimeout(() => this.start(), 500);
  }

  private tell(leads: boolean): void {
    if (this.leading === leads) return;
    this.leading = leads;
    this.options.changed(leads);
  }
}
