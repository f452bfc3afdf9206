import { inGeneration } from '@fuyuan/contracts';
import { setTimeout as pause } from 'node:timers/promises';
import { UnreadableEvent, type RecordedLog } from '@fuyuan/event-store';
import { FencedOff, type KafkaClient, Leadership, readCheckpoint, TransactionalWriter } from '@fuyuan/kafka';
import type { Log } from '@fuyuan/platform';
import { UnknownFact, type Beginning } from '@fuyuan/publishing';
import { BEGINNING, checkpointOf, type Checkpoint } from './checkpoint';
import { KnownTopics } from './known-topics';
import { Reign } from './reign';
import type { RelayConfig } from './relay.config';
import type { Counted, RoutingMemories } from './routing-memory';
import { standBy } from './stand-by';
import { relayNames } from './topic-plans';

/** `refused`: the log holds what this version cannot publish; it has stepped down, and goes on after the upgrade. */
export type RelayState = 'standing-by' | 'starting' | 'relaying' | 'paused' | 'refused' | 'stopped';

export type RelayStanding = Readonly<{
  generation: number;
  state: RelayState;
  checkpoint: Checkpoint;
  /** Facts and messages that were read and are not yet published; while not `live`, there are more in the log. */
  waiting: number;
  live: boolean;
  lastError: string | null;
}>;

export type RelayLoopOptions = Readonly<{
  /** Its `relayGeneration` is the one that is published. */
  config: Readonly<RelayConfig>;
  kafka: KafkaClient;
  recorded: RecordedLog;
  memories: RoutingMemories;
  log: Log;
  /** Called on every change of the lead. */
  leadChanged?: (leads: boolean) => void;
}>;

const LONGEST_PAUSE_MS = 5_000;

/** Leads or stands by in one generation; while it leads, one reign follows upon another for ever. */
export class RelayLoop {
  private readonly leadership: Leadership;
  private readonly topics: KnownTopics;
  private readonly names;
  private reign: Reign | undefined;
  private state: RelayState = 'standing-by';
  private paused = false;
  private ended: Promise<void> | undefined;
  private checkpoint: Checkpoint = BEGINNING;
  private beginning: Beginning | undefined;
  private asking: Promise<string | undefined> | undefined;
  private live = false;
  private failures = 0;
  private lastError: string | null = null;
  private changed: () => void = () => undefined;

  constructor(private readonly options: RelayLoopOptions) {
    const { config, kafka, log } = options;
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
    const generation = this.options.config.relayGeneration;
    return { generation, state, checkpoint, waiting: this.reign?.outbox.waiting ?? 0, live, lastError };
  }

  get leads(): boolean {
    return this.leadership.leads;
  }

  /** How far the checkpoint is known, which only the one that publishes, or did last, can say. */
  get known(): Readonly<{ checkpoint: Checkpoint; counted: Counted | undefined }> | undefined {
    if (this.beginning === undefined || this.state === 'standing-by') return undefined;
    return { checkpoint: this.checkpoint, counted: this.options.memories.of(this.beginning).reached };
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
    await this.asking?.catch(() => undefined);
  }

  private leadChanged(leads: boolean): void {
    const generation = this.options.config.relayGeneration;
    this.options.log.info({ leads, generation }, leads ? 'this relay leads' : 'this relay stands by');
    if (!leads) this.reign?.stop();
    this.changed();
    this.options.leadChanged?.(leads);
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
    const { recorded: log, memories } = this.options;
    const reading = standBy({ log, memories, beginning: () => this.begins() });
    await new Promise<void>((resolve) => (this.changed = resolve));
    await reading.stop();
  }

  /** Where this generation begins: what its checkpoint says, which the one that leads has written. */
  private async begins(): Promise<Beginning> {
    if (this.beginning !== undefined) return this.beginning;
    this.asking ??= readCheckpoint(this.options.kafka, this.names.checkpoint);
    const asking = this.asking.finally(() => (this.asking = undefined));
    return checkpointOf(await asking).after;
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
      this.options.log.fatal(
        { err: error },
        'the log holds what this version cannot publish; it goes on after the upgrade',
      );
      await this.leadership.stop();
      return;
    }
    this.failures += 1;
    if (error instanceof FencedOff) this.options.log.warn({ err: error }, 'another relay took over');
    else this.options.log.error({ err: error, failures: this.failures }, 'publishing was interrupted; it begins again');
    await pause(Math.min(LONGEST_PAUSE_MS, 100 * 2 ** Math.min(this.failures, 10)));
  }

  private newReign(): Reign {
    const { kafka, config, recorded, memories } = this.options;
    const { transactionalId, checkpoint } = this.names;
    return new Reign({
      log: recorded,
      memoryOf: (beginning) => memories.of(beginning),
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
    this.beginning = checkpoint.after;
    if (this.state !== 'starting') this.failures = 0;
    if (!this.isOver) this.state = 'relaying';
  }
}
