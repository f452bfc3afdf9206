import { setTimeout as sleep } from 'node:timers/promises';
import {
  END,
  eventTypeFilter,
  START,
  streamNameFilter,
  type AllStreamRecordedEvent,
  type AllStreamSubscription,
  type EventStoreDBClient,
  type Position,
} from '@eventstore/db-client';
import { pauseAfter } from './back-off';
import { leave } from './lasting-client';
import type { SubscriptionPatience } from './options';
import { positionOf, positionText } from './position';
import { NothingHeard, SilenceWatch } from './silence-watch';
import { UnreadableEvent } from './unreadable-event';

export type SubscriptionOptions = Readonly<{
  /** A client of its own: it is replaced after several failures and disposed at the end. */
  newClient: () => EventStoreDBClient;
  patience: Required<SubscriptionPatience>;
  /** Where to begin: after a position, at the first event, or with what comes from now on. */
  from: typeof START | typeof END | Readonly<{ after: string }>;
  /** Only streams whose names begin so; otherwise every event but the store's own. */
  prefixes?: readonly string[];
  /** One event at a time, in order. When it fails, it gets the same event again, after a pause; UnreadableEvent ends all. */
  handle: (event: AllStreamRecordedEvent) => Promise<void> | void;
  /** Everything up to here is handled. Called in quiet times too, when only events of others went by. */
  passed?: (position: string) => void;
  /** What follows is live. */
  caughtUp?: () => void;
  /** What is told may be late, or is not told at all, until `caughtUp` is called again. */
  dropped?: (reason: unknown) => void;
}>;

const CHECKPOINT_EVERY = 8;

/**
 * Follows the log for ever: error, end and silence of the connection are all one to it. It begins again after the last
 * event that was handled, with growing pauses, and with a new client after several failures.
 */
export class CatchUpSubscription {
  private readonly stopping = new AbortController();
  private client: EventStoreDBClient | undefined;
  private current: Readonly<{ subscription: AllStreamSubscription; watch: SilenceWatch }> | undefined;
  private ended: Promise<void> | undefined;
  /** The last position up to which everything is handled. */
  position: string | undefined;
  private checkpoint: Position | undefined;
  private handling = false;
  private failures = 0;

  constructor(private readonly options: SubscriptionOptions) {
    if (typeof options.from === 'object') this.position = options.from.after;
  }

  /** Resolves when it was stopped. Errors: UnreadableEvent, from the handler; nothing else ends it. */
  run(): Promise<void> {
    this.ended ??= this.follow().finally(() => this.farewell());
    return this.ended;
  }

  /** Stops at once; resolves when the event in hand is handled. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.current?.subscription.destroy();
    await this.ended?.catch(() => undefined);
  }

  /** Whether an event is in hand. */
  get busy(): boolean {
    return this.handling;
  }

  private async follow(): Promise<void> {
    const { firstPauseMs, longestPauseMs, failuresBeforeNewClient } = this.options.patience;
    while (!this.stopped) {
      const since = performance.now();
      const reason = await this.listen().catch((error: unknown) => error);
      if (this.stopped) return;

      this.options.dropped?.(reason);
      if (reason instanceof UnreadableEvent) throw reason;
      // No failure: the store had nothing to say, or is asked at once whether it has.
      if (reason instanceof NothingHeard) continue;
      if (performance.now() - since > longestPauseMs) this.failures = 0;
      this.failures += 1;
      if (this.failures % failuresBeforeNewClient === 0) await this.farewell();
      const pause = pauseAfter(this.failures, firstPauseMs, longestPauseMs);
      await sleep(pause, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }

  /** Ends, in whatever way, when the connection does. */
  private async listen(): Promise<string> {
    this.client ??= this.options.newClient();
    const subscription = this.subscribe(this.client);
    const watch = new SilenceWatch(subscription, this.options.patience.silenceMs, () => this.handling);
    this.current = { subscription, watch };
    const isCurrent = () => this.current?.subscription === subscription;
    subscription.on('caughtUp', () => isCurrent() && this.options.caughtUp?.());
    subscription.on('fellBehind', () => isCurrent() && this.options.dropped?.('The subscription fell behind.'));
    // What comes after the loop has ended has nobody left to tell.
    subscription.on('error', () => undefined);

    try {
      for await (const { event } of subscription) {
        watch.alive();
        if (event) await this.take(event);
        if (this.stopped) break;
      }
      return 'The store ended the subscription.';
    } finally {
      this.forget();
      watch.stop();
      // Not awaited: it waits for a connection that may never come.
      void subscription.unsubscribe().catch(() => undefined);
    }
  }

  private subscribe(client: EventStoreDBClient): AllStreamSubscription {
    const { prefixes, from } = this.options;
    const beginning = typeof from === 'object' ? START : from;
    const reached = {
      checkpointInterval: CHECKPOINT_EVERY,
      // It must never throw: the client would stop delivering without a word.
      checkpointReached: (from: AllStreamSubscription, position: Position) => this.reachCheckpoint(from, position),
    };
    return client.subscribeToAll({
      fromPosition: this.position === undefined ? beginning : positionOf(this.position),
      filter: prefixes
        ? streamNameFilter({ prefixes: [...prefixes], ...reached })
        : eventTypeFilter({ regex: '^[^$]', ...reached }),
    });
  }

  private async take(event: AllStreamRecordedEvent): Promise<void> {
    this.handling = true;
    try {
      await this.options.handle(event);
    } catch (error) {
      this.forget();
      throw error;
    } finally {
      this.handling = false;
    }
    this.failures = 0;
    this.pass(event.position);
    this.passCheckpointInTime();
  }

  private reachCheckpoint(subscription: AllStreamSubscription, position: Position): void {
    if (this.current?.subscription !== subscription) return;
    this.current.watch.alive();
    this.checkpoint = position;
    this.passCheckpointInTime();
  }

  /**
   * Checkpoints overtake the events that wait to be handled: one counts only when none waits any more, which is certain
   * only between two turns of the loop. An event that failed waits too, so what is current is forgotten with it.
   */
  private passCheckpointInTime(): void {
    if (!this.checkpoint) return;
    setImmediate(() => {
      const { checkpoint, current } = this;
      if (!checkpoint || !current || this.handling || current.subscription.readableLength > 0) return;
      this.checkpoint = undefined;
      try {
        if (this.position === undefined || checkpoint.commit > positionOf(this.position).commit) this.pass(checkpoint);
      } catch (error) {
        current.subscription.destroy(error as Error);
      }
    });
  }

  private forget(): void {
    this.current = undefined;
    this.checkpoint = undefined;
  }

  private pass(position: Position): void {
    this.position = positionText(position);
    this.options.passed?.(this.position);
  }

  private get stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  private async farewell(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    if (client) await leave(client);
  }
}
