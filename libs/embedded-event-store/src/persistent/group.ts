import type { ServiceError } from '@grpc/grpc-js';
import { ReadReq } from '@eventstore/db-client/generated/persistent_pb';
import { asRefusal } from '../server/refusals';
import type { EventLog } from '../store/event-log';
import { Checkpoints } from './checkpoints';
import type { Consumer } from './consumer';
import { Feed } from './feed';
import { groupDropped, groupIsFull } from './group-name';
import type { GroupRegister, KeptGroup } from './group-register';
import { Ledger } from './ledger';
import type { Message } from './message';
import { Pace } from './pace';
import { Parking } from './parking';
import { sourceOf, type Source } from './source';
import { choose } from './strategy';

const { PARK, SKIP, STOP } = ReadReq.Nack.Action;

/** A group at work: it reads its source, gives each event to one consumer, and sees that somebody settles it. */
export class Group {
  readonly consumers = new Set<Consumer>();
  readonly pace = new Pace();
  readonly source: Source;
  readonly parking: Parking;
  readonly checkpoints: Checkpoints;
  readonly feed: Feed;
  private readonly ledger: Ledger;
  /** The consumers, the one who waited longest first. */
  private turns: Consumer[] = [];
  private reading: AbortController | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    log: EventLog,
    private readonly register: GroupRegister,
    readonly kept: KeptGroup,
  ) {
    const { name, settings, checkpoint, replayTo } = kept;
    this.source = sourceOf(log, name.source, settings.filter);
    this.parking = new Parking(log, name, replayTo);
    this.ledger = new Ledger(checkpoint);
    this.checkpoints = new Checkpoints(this.ledger, settings, (to) => register.checkpoint(name, to), checkpoint);
    const { source, ledger, parking } = this;
    this.feed = new Feed({ log, source, ledger, parking, settings }, checkpoint);
  }

  get outstanding(): number {
    return [...this.consumers].reduce((sum, { inFlightCount }) => sum + inFlightCount, 0);
  }

  /** @throws ServiceError when the group has as many consumers as it may have */
  mayJoin(): void {
    const most = this.kept.settings.maxSubscriberCount;
    if (most > 0 && this.consumers.size >= most) throw groupIsFull(this.kept.name);
  }

  join(consumer: Consumer): void {
    this.consumers.add(consumer);
    this.turns.push(consumer);
    this.start();
    this.dispatch();
  }

  /** What it had not answered goes to the others. */
  leave(consumer: Consumer): void {
    if (!this.consumers.delete(consumer)) return;
    this.turns = this.turns.filter((other) => other !== consumer);
    for (const message of consumer.takeAllBack()) this.retry(message, 'The consumer left without an answer.');
    if (this.consumers.size === 0) void this.pause();
    else this.dispatch();
  }

  unblocked(consumer: Consumer): void {
    consumer.unblock();
    this.dispatch();
  }

  acknowledged(consumer: Consumer, ids: readonly string[]): void {
    for (const id of ids) {
      const message = consumer.takeBack(id);
      if (message) this.settle(message);
    }
    this.dispatch();
  }

  refused(consumer: Consumer, ids: readonly string[], action: ReadReq.Nack.Action, reason: string): void {
    if (action === STOP) {
      this.dismiss(consumer, reason);
      return;
    }
    for (const id of ids) {
      const message = consumer.takeBack(id);
      if (!message) continue;
      if (action === PARK) void this.park(message, reason);
      else if (action === SKIP) this.settle(message);
      else this.retry(message, reason);
    }
    this.dispatch();
  }

  async replayParked(stopAt: number | undefined): Promise<void> {
    const to = this.parking.endOfReplay(stopAt);
    await this.register.replayTo(this.kept.name, to);
    this.parking.replay(to);
    this.feed.wake();
  }

  /** Ends every subscription with `reason` and writes down how far the group is. */
  async stop(reason: ServiceError): Promise<void> {
    const leaving = [...this.consumers];
    this.consumers.clear();
    this.turns = [];
    for (const consumer of leaving) {
      for (const message of consumer.takeAllBack()) this.feed.comesAgain(message);
      consumer.end(reason);
    }
    await this.pause();
  }

  private start(): void {
    if (this.reading) return;
    const reading = new AbortController();
    this.reading = reading;
    const failed = (error: unknown) => void this.stop(asRefusal(error));
    this.feed.run(() => this.dispatch(), reading.signal).catch(failed);
    this.timer = setInterval(() => this.tick(), this.tickMs).unref();
  }

  private async pause(): Promise<void> {
    this.reading?.abort();
    this.reading = undefined;
    clearInterval(this.timer);
    await this.checkpoints.save();
  }

  private get tickMs(): number {
    const { messageTimeout, checkpointAfter } = this.kept.settings;
    return Math.min(1000, Math.max(20, Math.min(messageTimeout || Infinity, checkpointAfter || Infinity) / 4));
  }

  private tick(): void {
    const now = Date.now();
    for (const consumer of this.consumers) {
      consumer.pace.measure(now);
      for (const message of consumer.takeOverdueBack(now)) this.retry(message, 'No answer came in time.');
    }
    this.pace.measure(now);
    this.checkpoints.tick(now);
    this.dispatch();
  }

  private dispatch(): void {
    for (const waiting of [this.feed.again, this.feed.fresh]) this.giveOut(waiting);
    this.feed.taken();
  }

  private giveOut(waiting: Message[]): void {
    const { strategy, messageTimeout, resolveLinks } = this.kept.settings;
    const due = messageTimeout > 0 ? Date.now() + messageTimeout : Infinity;
    for (let place = 0; place < waiting.length && this.consumers.size > 0;) {
      const message = waiting[place] as Message;
      const consumer = choose(strategy, { consumers: this.consumers, turns: this.turns }, message);
      if (!consumer && strategy !== 'Pinned') return;
      if (!consumer) {
        place += 1;
        continue;
      }
      waiting.splice(place, 1);
      this.turns = [...this.turns.filter((other) => other !== consumer), consumer];
      this.pace.count();
      consumer.give(message, resolveLinks, due);
    }
  }

  private settle(message: Message): void {
    if (message.parkedAt !== undefined) {
      void this.parking.settled(message.parkedAt).catch(() => undefined);
      return;
    }
    this.ledger.settled(message.cursor);
    this.checkpoints.settled();
  }

  private retry(message: Message, reason: string): void {
    message.retries += 1;
    if (message.retries > this.kept.settings.maxRetryCount) void this.park(message, `Retried in vain. ${reason}`);
    else this.feed.comesAgain(message);
  }

  /** Settled only when it is parked for good; while there is no room for that, it is given out again. */
  private async park(message: Message, reason: string): Promise<void> {
    try {
      await this.parking.add(message, reason);
      this.settle(message);
    } catch {
      this.feed.comesAgain(message);
    }
    this.dispatch();
  }

  /** A consumer that says stop is let go; what it held was not tried, so it does not count against it. */
  private dismiss(consumer: Consumer, reason: string): void {
    for (const message of consumer.takeAllBack()) this.feed.comesAgain(message);
    this.leave(consumer);
    consumer.end(groupDropped(this.kept.name, `the consumer asked to stop. ${reason}`));
  }
}
