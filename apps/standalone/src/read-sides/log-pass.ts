import { setTimeout as sleep } from 'node:timers/promises';
import { isAfter, type CatchUpSubscription, type RecordedFact, type RecordedLog } from '@fuyuan/event-store';
import { initialRouting, inOrder, publish, type Owed, type Published, type Routing } from '@fuyuan/publishing';
import type { OneWhoReads } from './log-reader';

/** While there is much to read so many messages are written at once, or as many as have so much text. */
const AT_ONCE = { messages: 500, characters: 262_144 };
/** In live times what came within so long is written together: so many times what the last writing took. */
const GATHER = { times: 3, atLeastMs: 15, atMostMs: 200 };
/** Where nothing came for a reader, that it is so far is written this often. */
const QUIET_MS = 1_000;
const PAUSE_MS = 500;

export type LogPassOptions = Readonly<{
  log: RecordedLog;
  readers: OneWhoReads[];
  /** Everything up to here is written, for all. */
  reached: (position: string) => void;
  failed: (error: unknown) => void;
}>;

/**
 * Reads the log once for several readers: from its beginning, since who is told what hangs on all that was before.
 * What each has had already is translated for the routing alone.
 */
export class LogPass {
  private routing: Routing = initialRouting;
  private position: string | undefined;
  private written: string | undefined;
  /** Where the log ended when this began. */
  private goal: string | undefined;
  private following: CatchUpSubscription | undefined;
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private isLive = false;
  /** The timer runs for what waits, not only to say how far everything is. */
  private isGathering = false;
  /** How long the last writing took, of all readers. */
  private writingMs = 0;
  private stopped = false;

  constructor(private readonly options: LogPassOptions) {}

  async begin(): Promise<void> {
    for (const reader of this.options.readers) await this.persist(() => reader.begin());
    await this.persist(async () => (this.goal = (await this.options.log.last())?.position));
    this.following = this.options.log.follow({
      handle: (fact) => this.handle(fact),
      passed: (position) => this.pass(position),
      caughtUp: () => this.live(),
      dropped: () => (this.isLive = false),
    });
    this.following.run().catch((error: unknown) => this.options.failed(error));
  }

  /** One reader less; the last one ends the pass. */
  async leave(reader: OneWhoReads): Promise<void> {
    const { readers } = this.options;
    readers.splice(readers.indexOf(reader), 1);
    if (readers.length === 0) await this.stop();
    else await this.writing;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.following?.stop();
    await this.writing;
  }

  private async handle(fact: RecordedFact): Promise<void> {
    const step = publish(this.routing, fact);
    const readers = this.options.readers.filter((reader) => !reader.knows(fact.position));
    if (readers.length > 0 && step.owed.length + step.published.length > 0) {
      const earlier = ({ stream, from, before }: Owed) => this.options.log.record(stream, from, before);
      // Told only when all of the fact is there: the log hands it over again when reading it failed half way.
      const messages: Published[] = [];
      for await (const message of inOrder(step, earlier)) messages.push(message);
      for (const message of messages) readers.forEach((reader) => reader.take(message, step.routing));
    }
    this.routing = step.routing;
    this.position = fact.position;
    if (this.options.readers.some((reader) => reader.has(AT_ONCE))) await this.write();
    else if (this.isLive) this.writeSoon(this.options.readers.some(({ size }) => size > 0));
  }

  private pass(position: string): void {
    this.position = position;
    if (this.isLive) this.writeSoon(false);
  }

  private live(): void {
    this.isLive = true;
    void this.write();
  }

  private writeSoon(isWaitedFor: boolean): void {
    if (this.timer !== undefined && (!isWaitedFor || this.isGathering)) return;
    clearTimeout(this.timer);
    this.isGathering = isWaitedFor;
    const gathering = Math.min(Math.max(GATHER.times * this.writingMs, GATHER.atLeastMs), GATHER.atMostMs);
    this.timer = setTimeout(() => void this.write(), isWaitedFor ? gathering : QUIET_MS);
  }

  /** One after the other; what is told meanwhile waits for the next. */
  private write(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.isGathering = false;
    this.writing = this.writing.then(() => this.writeAll());
    return this.writing;
  }

  private async writeAll(): Promise<void> {
    const { position, goal } = this;
    if (this.stopped) return;
    if (position !== undefined && position !== this.written) {
      const began = performance.now();
      for (const reader of this.options.readers) await this.persist(() => reader.hand(position));
      this.written = position;
      this.writingMs = performance.now() - began;
      this.options.reached(position);
    }
    // All is written when what lay in the log as this began is, whatever the store calls live by now.
    if (goal !== undefined && (position === undefined || isAfter(goal, position))) return;
    this.options.readers.forEach((reader) => reader.caughtUp());
  }

  /** A database that is away, or full, is asked again until it answers. */
  private async persist(work: () => Promise<unknown>): Promise<void> {
    while (!this.stopped) {
      try {
        await work();
        return;
      } catch (error) {
        this.options.failed(error);
        await sleep(PAUSE_MS);
      }
    }
  }
}
