import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { pauseAfter } from './back-off';
import { leave } from './lasting-client';
import type { SubscriptionPatience } from './options';
import { positionOf } from './position';
import type { LogAnswer, LogEvent } from './read/log-answer';
import { LogCall } from './read/log-call';
import { logRequest, type LogPlace } from './read/log-request';
import { NothingHeard, SilenceWatch } from './silence-watch';
import { UnreadableEvent } from './unreadable-event';

export type SubscriptionOptions = Readonly<{
  /** A client of its own: it is replaced after several failures and disposed at the end. */
  newClient: () => EventStoreDBClient;
  patience: Required<SubscriptionPatience>;
  /** Where to begin: after a position, at the first event, or with what comes from now on. */
  from: LogPlace;
  /** Only streams whose names begin so; otherwise every event but the store's own. */
  prefixes?: readonly string[];
  /** One event at a time, in order. When it fails, it gets the same event again, after a pause; UnreadableEvent ends all. */
  handle: (event: LogEvent) => Promise<void> | void;
  /** Everything up to here is handled. Called in quiet times too, when only events of others went by. */
  passed?: (position: string) => void;
  /** What came before is handled, and what follows is live. */
  caughtUp?: () => void;
  /** What is told may be late, or is not told at all, until `caughtUp` is called again. */
  dropped?: (reason: unknown) => void;
}>;

/**
 * Follows the log for ever: error, end and silence of the connection are all one to it. It begins again after the last
 * event that was handled, with growing pauses, and with a new client after several failures.
 */
export class CatchUpSubscription {
  private readonly stopping = new AbortController();
  private client: EventStoreDBClient | undefined;
  private current: LogCall | undefined;
  private ended: Promise<void> | undefined;
  /** The last position up to which everything is handled. */
  position: string | undefined;
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
    this.current?.end();
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
    const { from, prefixes, patience } = this.options;
    const request = logRequest(this.position === undefined ? from : { after: this.position }, prefixes);
    const call = new LogCall(this.client, request, () => watch.alive());
    const busy = () => this.handling;
    const watch = new SilenceWatch({ silenceMs: patience.silenceMs, busy, silent: (fault) => call.end(fault) });
    this.current = call;
    try {
      for (let told = await call.next(); told && !this.stopped; told = await call.next())
        await this.takeAll(told, watch);
      return 'The store ended the subscription.';
    } finally {
      this.current = undefined;
      watch.stop();
      call.end();
    }
  }

  private async takeAll(told: readonly LogAnswer[], watch: SilenceWatch): Promise<void> {
    for (const answer of told) {
      if (this.stopped) return;
      if (answer.told === 'event') {
        // Most handlers are done at once: to await each costs more than many of them do.
        const handled = this.take(answer.event);
        if (handled) await handled;
      } else if (answer.told === 'checkpoint') this.reachCheckpoint(answer.position);
      else if (answer.told === 'confirmation') watch.confirm();
      else if (answer.told === 'caughtUp') this.options.caughtUp?.();
      else this.options.dropped?.('The subscription fell behind.');
    }
  }

  private take(event: LogEvent): Promise<void> | undefined {
    const handled = this.options.handle(event);
    if (handled instanceof Promise) return this.takeSlowly(handled, event);
    this.handled(event);
    return undefined;
  }

  private async takeSlowly(handled: Promise<void>, event: LogEvent): Promise<void> {
    this.handling = true;
    await handled.finally(() => (this.handling = false));
    this.handled(event);
  }

  private handled({ position }: LogEvent): void {
    this.failures = 0;
    this.pass(position);
  }

  /** In its turn: all that was told before it is handled. */
  private reachCheckpoint(position: string): void {
    if (this.position === undefined || positionOf(position).commit > positionOf(this.position).commit)
      this.pass(position);
  }

  private pass(position: string): void {
    this.position = position;
    this.options.passed?.(position);
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
