import { setTimeout as pause } from 'node:timers/promises';
import { UnreadableEvent, type RecordedLog } from '@fuyuan/event-store';
import { FencedOff, Leadership, TransactionalWriter } from '@fuyuan/kafka';
import type { Log } from '@fuyuan/platform';
import { UnknownFact } from '@fuyuan/publishing';
import { BEGINNING, type Checkpoint } from './checkpoint';
import type { KafkaClient } from './kafka-of';
import { KnownTopics } from './known-topics';
import { Reign } from './reign';
import type { RelayConfig } from './relay.config';
import { RoutingMemory } from './routing-memory';
import { standBy } from './stand-by';
import { inGeneration, relayNames } from './topic-plans';

/** `refused`: the log holds what this version cannot publish; it has stepped down, and goes on after the upgrade. */
export type RelayState = 'standing-by' | 'starting' | 'relaying' | 'paused' | 'refused' | 'stopped';

export type RelayStanding = Readonly<{
  state: RelayState;
  checkpoint: Checkpoint;
  /** Facts and messages that were read and are not yet published; while not `live`, there are more in the log. */
  waiting: number;
  live: boolean;
  /** How old the oldest of them is; 0 when there is none. */
  lagSeconds: number;
  lastError: string | null;
}>;

const LONGEST_PAUSE_MS = 5_000;

/** Leads or stands by; while it leads, one reign follows upon another for ever. */
export class RelayLoop {
  private readonly leadership: Leadership;
  private readonly topics: KnownTopics;
  private readonly names;
  private readonly memory = new RoutingMemory();
  private reign: Reign | undefined;
  private state: RelayState = 'standing-by';
  private paused = false;
  private ended: Promise<void> | undefined;
  private checkpoint: Checkpoint = BEGINNING;
  private live = false;
  private failures = 0;
  private lastError: string | null = null;
  private changed: () => void = () => undefined;

  constructor(
    private readonly config: Readonly<RelayConfig>,
    private readonly kafka: KafkaClient,
    private readonly recorded: RecordedLog,
    private readonly log: Log,
  ) {
    this.names = relayNames(config);
    this.topics = new KnownTopics(kafka, config);
    this.leadership = new Leadership(kafka, {
      ...this.names.lead,
      standingSince: Date.now(),
      sessionTimeoutMs: config.relaySessionTimeout,
      changed: (leads) => this.leadChanged(leads),
      failed: (err) => log.warn({ err }, 'the membership among the relays was lost; it is sought again'),
    });
  }

  start(): void {
    this.leadership.start();
    this.ended = this.go();
  }

  get standing(): RelayStanding {
    const { state, checkpoint, live, lastError } = this;
    const { items = 0, oldest } = this.reign?.outbox.waiting ?? {};
    const lagSeconds = oldest === undefined ? 0 : Math.max(0, Date.now() - Date.parse(oldest)) / 1000;
    return { state, checkpoint, waiting: items, live, lagSeconds, lastError };
  }

  /** Holds until `resume`, or until the process ends; it keeps the lead meanwhile. */
  pause(): void {
    this.paused = true;
    this.reign?.stop();
    this.changed();
  }

  resume(): void {
    this.paused = false;
    this.changed();
  }

  async stop(): Promise<void> {
    this.state = 'stopped';
    this.reign?.stop();
    this.changed();
    await this.ended;
    await this.leadership.stop();
    await this.recorded.dispose();
  }

  private leadChanged(leads: boolean): void {
    this.log.info({ leads }, leads ? 'this relay leads' : 'this relay stands by');
    if (!leads) this.reign?.stop();
    this.changed();
  }

  private get isOver(): boolean {
    return this.state === 'stopped' || this.state === 'refused';
  }

  private async go(): Promise<void> {
    while (!this.isOver) {
      if (this.leadership.leads && !this.paused) await this.reignOnce();
      else await this.rest();
    }
  }

  private async rest(): Promise<void> {
    this.state = this.paused ? 'paused' : 'standing-by';
    const reading = standBy(this.recorded, this.memory);
    await new Promise<void>((resolve) => (this.changed = resolve));
    await reading.stop();
  }

  private async reignOnce(): Promise<void> {
    this.state = 'starting';
    this.reign = this.newReign();
    try {
      await this.reign.run();
    } catch (error) {
      await this.failed(error as Error);
    } finally {
      this.reign = undefined;
    }
  }

  private async failed(error: Error): Promise<void> {
    if (this.isOver) return;
    this.lastError = error.message;
    if (error instanceof UnreadableEvent || error instanceof UnknownFact) {
      this.state = 'refused';
      this.log.fatal({ err: error }, 'the log holds what this version cannot publish; it goes on after the upgrade');
      await this.leadership.stop();
      return;
    }
    this.failures += 1;
    if (error instanceof FencedOff) this.log.warn({ err: error }, 'another relay took over');
    else this.log.error({ err: error, failures: this.failures }, 'publishing was interrupted; it begins again');
    await pause(Math.min(LONGEST_PAUSE_MS, 100 * 2 ** Math.min(this.failures, 10)));
  }

  private newReign(): Reign {
    const { kafka, names, config } = this;
    const { transactionalId, checkpoint } = names;
    return new Reign({
      log: this.recorded,
      memory: this.memory,
      openWriter: () => TransactionalWriter.open(kafka, { transactionalId, checkpoint }),
      requireTopics: (topics) => this.topics.require(topics),
      nameOf: (topic) => inGeneration(topic, config.relayGeneration),
      now: () => new Date(),
      reached: (reached) => this.reached(reached),
      live: (live) => (this.live = live),
    });
  }

  private reached(checkpoint: Checkpoint): void {
    this.checkpoint = checkpoint;
    if (this.state !== 'starting') this.failures = 0;
    if (!this.isOver) this.state = 'relaying';
  }
}
