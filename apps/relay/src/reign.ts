import { isAfter, type RecordedFact, type RecordedLog } from '@fuyuan/event-store';
import type { TransactionalWriter } from '@fuyuan/kafka';
import {
  initialRouting,
  inOrder,
  publishAfter,
  UnknownFact,
  type Beginning,
  type Owed,
  type Published,
  type Routing,
  type Step,
} from '@fuyuan/publishing';
import { BEGINNING, checkpointOf, type Checkpoint } from './checkpoint';
import type { RoutingMemory } from './routing-memory';
import { Items } from './items';
import { Outbox, type Item, type Parcel } from './outbox';

export type ReignOptions = Readonly<{
  log: RecordedLog;
  /** What earlier reigns, and the time of standing by, left of the routing, where a generation begins there. */
  memoryOf: (beginning: Beginning) => RoutingMemory;
  /** Fences whoever led before. */
  openWriter: () => Promise<TransactionalWriter>;
  /** Sees to it that these topics are there, before anything is sent to them. */
  requireTopics: (topics: readonly string[]) => Promise<void>;
  /** The name of a topic in this generation. */
  nameOf: (topic: string) => string;
  now: () => Date;
  /** Called after every transaction. */
  reached: (checkpoint: Checkpoint) => void;
  /** What follows is live; or late again. */
  live: (isLive: boolean) => void;
}>;

/** Of one transaction; ends of facts count as messages. */
const LIMITS = { messages: 6_000, bytes: 4 * 1024 * 1024 };
/** In quiet times a checkpoint is written so often, if there is anything to say. */
const QUIET_MS = 5_000;

/** Facts that bring about more than so many messages at once are put one message after the other. */
const AT_ONCE = 64;

const endOf = ({ position }: RecordedFact): Item => ({ passed: position });

/**
 * From the opening of one writer to its first error: reads the log from where the routing is known, since who is told
 * what hangs on all that was before, and publishes what follows the stored checkpoint. The next one begins with the
 * checkpoint that stands then.
 */
export class Reign {
  readonly outbox = new Outbox(LIMITS);
  private checkpoint: Checkpoint = BEGINNING;
  private routing: Routing = initialRouting;
  private memory: RoutingMemory | undefined;
  private publish = publishAfter(null, isAfter);
  /** Of the fact in hand: how many of its messages are published or on their way. A handler that failed begins again. */
  private inHand: { position: string; done: number } | undefined;
  private resumed = false;
  private stopping = false;
  private end: () => void = () => undefined;

  private readonly items: Items;

  constructor(private readonly options: ReignOptions) {
    this.items = new Items(options.nameOf);
  }

  /** Resolves when it was stopped. Errors: those of the writer, UnreadableEvent, UnknownFact; each ends it. */
  async run(): Promise<void> {
    if (this.stopping) return;
    const writer = await this.options.openWriter();
    this.checkpoint = checkpointOf(writer.checkpoint);
    this.options.reached(this.checkpoint);
    const { after, position: published } = this.checkpoint;
    this.publish = publishAfter(after, isAfter);
    this.memory = this.options.memoryOf(after);
    const known = this.memory.before(published);
    this.routing = known?.routing ?? initialRouting;
    const following = this.options.log.follow({
      after: known?.position,
      handle: (fact) => this.take(fact),
      passed: (position) => this.passQuietly(position),
      caughtUp: () => this.live(true),
      dropped: () => this.live(false),
    });
    const stopped = new Promise<void>((resolve) => (this.end = resolve));
    if (this.stopping) this.end();
    try {
      const followed = following.run().catch((error: Error) => this.giveUp(error));
      await Promise.race([stopped, followed.then(() => stopped), this.send(writer)]);
    } finally {
      this.stopping = true;
      this.outbox.close();
      this.live(false);
      await following.stop();
      await writer.close().catch(() => undefined);
    }
  }

  stop(): void {
    this.stopping = true;
    this.end();
  }

  private live(isLive: boolean): void {
    this.isLive = isLive;
    if (isLive) this.outbox.nudge();
    this.options.live(isLive);
  }
  private isLive = false;

  /** What cannot be read ends it, but what came before it is published first. */
  private giveUp(error: Error): void {
    this.fatal ??= error;
    this.outbox.nudge();
  }
  private fatal: Error | undefined;

  /** At once as a rule: what waits is a room that is full, and earlier acts that must be read. */
  private take(fact: RecordedFact): Promise<void> | undefined {
    try {
      const step = this.publish(this.routing, fact);
      if (!this.isAhead(fact.position)) return this.taken(fact, step);
      if (!this.canPutAtOnce(fact, step)) return this.takeSlowly(fact, step);
      this.outbox.putAll(this.items.all(step.published, fact.position));
      return this.taken(fact, step);
    } catch (error) {
      throw this.refused(error);
    }
  }

  private async takeSlowly(fact: RecordedFact, step: Step): Promise<void> {
    try {
      const earlier = ({ stream, from, before }: Owed) => this.options.log.record(stream, from, before);
      await this.putAll(fact, inOrder(step, earlier));
      this.taken(fact, step);
    } catch (error) {
      throw this.refused(error);
    }
  }

  private taken({ position }: RecordedFact, { routing }: Step): undefined {
    this.routing = routing;
    this.memory?.remember(position, routing);
  }

  private refused(error: unknown): unknown {
    if (error instanceof UnknownFact) this.giveUp(error);
    return error;
  }

  /** Whether nothing is owed from before, nothing of it was put already, and there is room for it all. */
  private canPutAtOnce({ position }: RecordedFact, { owed, published }: Step): boolean {
    const isBegun = this.inHand?.position === position || (!this.resumed && this.checkpoint.partly > 0);
    if (isBegun || owed.length > 0 || published.length > AT_ONCE || !this.outbox.hasRoom) return false;
    this.resumed = true;
    return true;
  }

  private isAhead(position: string): boolean {
    return this.checkpoint.position === null || isAfter(position, this.checkpoint.position);
  }

  private async putAll(fact: RecordedFact, messages: AsyncIterable<Published>): Promise<void> {
    if (this.inHand?.position !== fact.position) {
      this.inHand = { position: fact.position, done: this.resumed ? 0 : this.checkpoint.partly };
      this.resumed = true;
    }
    let nth = 0;
    for await (const published of messages) {
      nth += 1;
      if (nth <= this.inHand.done) continue;
      await this.outbox.put(this.items.one(published));
      this.inHand.done = nth;
    }
    await this.outbox.put(endOf(fact));
  }

  /** Where only events of others went by. */
  private passQuietly(position: string): void {
    if (this.stopping || this.outbox.waiting > 0 || !this.isAhead(position)) return;
    this.quiet = position;
  }
  private quiet: string | undefined;

  private async send(writer: TransactionalWriter): Promise<void> {
    while (!this.stopping) {
      const parcel = await this.outbox.take(QUIET_MS, !this.isLive && !this.fatal);
      if (this.stopping) return;
      if (parcel) await this.write(writer, parcel);
      else if (this.fatal) throw this.fatal;
      else if (this.quiet && this.isAhead(this.quiet) && this.checkpoint.partly === 0) await this.writeQuietly(writer);
    }
  }

  private async write(writer: TransactionalWriter, { messages, count, passed, facts, partly }: Parcel): Promise<void> {
    const { checkpoint } = this;
    const next: Checkpoint = {
      ...checkpoint,
      position: passed ?? checkpoint.position,
      partly: passed === undefined ? checkpoint.partly + partly : partly,
      facts: checkpoint.facts + facts,
      messages: checkpoint.messages + count,
      at: this.options.now().toISOString(),
    };
    const topics = new Set(messages.map(({ topic }) => topic));
    await this.options.requireTopics([...new Set([...topics].flat())]);
    await writer.write(messages, JSON.stringify(next));
    this.reach(next);
  }

  private async writeQuietly(writer: TransactionalWriter): Promise<void> {
    const { quiet } = this;
    if (quiet === undefined || this.outbox.waiting > 0) return;
    this.quiet = undefined;
    const next = { ...this.checkpoint, position: quiet, at: this.options.now().toISOString() };
    await writer.write([], JSON.stringify(next));
    this.reach(next);
  }

  private reach(checkpoint: Checkpoint): void {
    this.checkpoint = checkpoint;
    this.options.reached(checkpoint);
  }
}
