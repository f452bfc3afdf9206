import type { EventStoreDBClient } from '@eventstore/db-client';
import { newClient, requireTruthfulAppends } from './connection-string';
import { swallowStrayAppendAnswers } from './stray-append-answer';
import { LastingClient } from './lasting-client';

/**
 * The connections of this process to the event store: one client that appends and does nothing else, one that reads,
 * and one for each subscription.
 *
 * One for appending, because the client keeps the pending appends of all clients of a process in one map and rejects
 * them all when one append stream fails; nothing else on it, because an error of any call makes it open a second
 * append stream beside the first, with the same effect.
 *
 * Errors: Error when the connection string is not valid.
 */
export class EventStoreClients {
  readonly appending: LastingClient;
  readonly reading: LastingClient;
  private readonly letGo: () => void;

  constructor(private readonly connectionString: string) {
    requireTruthfulAppends(connectionString);
    const make = () => newClient(connectionString);
    this.appending = new LastingClient(make);
    this.reading = new LastingClient(make);
    this.letGo = swallowStrayAppendAnswers();
  }

  /** A client of the caller's own, which disposes it. Never for appending. */
  another(): EventStoreDBClient {
    return newClient(this.connectionString);
  }

  async dispose(): Promise<void> {
    await Promise.all([this.appending.dispose(), this.reading.dispose()]);
    this.letGo();
  }
}
