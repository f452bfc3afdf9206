import type { EventStoreDBClient } from '@eventstore/db-client';
import { newClient, requireTruthfulAppends } from './connection-string';
import { LastingClient } from './lasting-client';

/**
 * The connections of this process to the event store: one client that appends and does nothing else, one that reads,
 * and one for each subscription.
 *
 * One for appending and nothing else, because an error of any call may make the client leave its connection, and with
 * it the appends that are under way.
 *
 * Errors: Error when the connection string is not valid.
 */
export class EventStoreClients {
  readonly appending: LastingClient;
  readonly reading: LastingClient;

  constructor(private readonly connectionString: string) {
    requireTruthfulAppends(connectionString);
    const make = () => newClient(connectionString);
    this.appending = new LastingClient(make);
    this.reading = new LastingClient(make);
  }

  /** A client of the caller's own, which disposes it. Never for appending. */
  another(): EventStoreDBClient {
    return newClient(this.connectionString);
  }

  async dispose(): Promise<void> {
    await Promise.all([this.appending.dispose(), this.reading.dispose()]);
  }
}
