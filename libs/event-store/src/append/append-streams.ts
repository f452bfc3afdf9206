import type { EventStoreDBClient } from '@eventstore/db-client';
import { AppendStream } from './append-stream';

/** Beyond so many, what each more saves is less than what it costs to read the answers on it. */
const CALLS = 8;

/**
 * The calls over which a client appends. grpc-js hands a call's next message to the connection only when the one before
 * is on its way, so that appends over one call leave one by one, each in a write of its own; those over different calls
 * leave together. A second call is opened when the first is first busy, so that who appends little opens one.
 */
export class AppendStreams {
  private readonly streams: readonly AppendStream[];

  constructor(client: EventStoreDBClient) {
    this.streams = Array.from({ length: CALLS }, () => new AppendStream(client));
  }

  get leastBusy(): AppendStream {
    return this.streams.reduce((least, stream) => (stream.busy < least.busy ? stream : least));
  }
}
