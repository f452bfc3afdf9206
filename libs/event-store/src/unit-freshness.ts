import { Logger } from '@nestjs/common';
import { END, type EventStoreDBClient } from '@eventstore/db-client';
import type { Freshness } from './freshness';
import type { SubscriptionPatience } from './options';
import { NothingHeard } from './silence-watch';
import { CatchUpSubscription } from './subscription';

const PREFIX = 'unit-';

/**
 * Hears of every change to a unit, whoever made it, and says whether it hears. It reads nothing into the events, only
 * which record went forward; so an event that this process cannot read troubles those alone who ask for that record.
 *
 * Each time the subscription begins to be live, a new era begins: what was folded before may have missed something and
 * is read once more when it is asked for.
 */
export class UnitFreshness implements Freshness {
  private readonly log = new Logger('EventStore');
  private readonly subscription: CatchUpSubscription;
  private eras = 0;
  private hear: (id: string, revision: number) => void = () => undefined;
  era: number | undefined;

  constructor(newClient: () => EventStoreDBClient, patience: Required<SubscriptionPatience>) {
    this.subscription = new CatchUpSubscription({
      newClient,
      patience,
      from: END,
      prefixes: [PREFIX],
      handle: ({ streamId, revision }) => this.hear(streamId.slice(PREFIX.length), Number(revision)),
      caughtUp: () => (this.era = ++this.eras),
      dropped: (reason) => this.lose(reason),
    });
  }

  tells(hear: (id: string, revision: number) => void): void {
    this.hear = hear;
  }

  start(): void {
    void this.subscription.run();
  }

  async stop(): Promise<void> {
    this.era = undefined;
    await this.subscription.stop();
  }

  private lose(reason: unknown): void {
    this.era = undefined;
    if (reason instanceof NothingHeard) return;
    const why = reason instanceof Error ? reason.message : String(reason);
    this.log.warn(`Units are read from the store at every look until it tells of their changes again: ${why}`);
  }
}
