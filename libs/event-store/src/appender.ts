import type { EventStoreDBClient, Position } from '@eventstore/db-client';
import type { SentEvent } from './append/append-request';
import { AppendStream } from './append/append-stream';
import { within, type Deadline } from './deadline';
import type { LastingClient } from './lasting-client';
import { asStoreUnavailable, isAnswer, isConnectionFault, isRefusalToWrite } from './store-faults';

const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 500;
/** For which the server may try; what it has not done by then it gives up. */
const SERVER_TRIES_MS = 10_000;

/** Where the last event of an append lies. */
export type Placed = Readonly<{
  revision: number;
  position: Position | undefined;
  /** The store had these events already before they were sent: someone else's answer to the same request lies there. */
  known: boolean;
}>;

/**
 * Appends at an exact revision. "Rejected" never means "not stored": after a fault of the connection the same events,
 * with the same ids, are sent again at the same revision, which the store takes for the same append.
 */
export class Appender {
  /** The furthest place in the log that any answer named: what lies before it was there before the next append. */
  private furthest = -1n;
  private readonly streams = new WeakMap<EventStoreDBClient, AppendStream>();

  /** Whether an answer was had since the start, so that what was stored before it is known for it (see Placed). */
  get knowsItsPlace(): boolean {
    return this.furthest >= 0n;
  }

  constructor(
    private readonly clients: LastingClient,
    private readonly attemptTimeoutMs: number,
  ) {}

  /**
   * `revision` is that of the last event of the stream, -1 when there is none.
   * Errors: the client's WrongExpectedVersionError and MaxAppendSizeExceededError; StoreUnavailable.
   */
  async append(stream: string, events: readonly SentEvent[], revision: number, deadline: Deadline): Promise<Placed> {
    const before = this.furthest;

    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      let client: EventStoreDBClient | undefined;
      try {
        const patience = Math.min(this.attemptTimeoutMs, deadline.left);
        client = this.clients.now ?? (await within(this.clients.get(), patience));
        const sent = this.streamOf(client).append(stream, events, revision, Date.now() + SERVER_TRIES_MS);
        const { revision: last, position } = await within(sent, patience);
        this.clients.answered();
        this.clients.wrote();
        if (position && position.commit > this.furthest) this.furthest = position.commit;
        return { revision: last, position, known: !!position && position.commit <= before };
      } catch (error) {
        this.tell(client, error);
        if (!isConnectionFault(error) || deadline.left <= pause) throw asStoreUnavailable(error);
      }
      await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random() / 2)));
    }
  }

  private streamOf(client: EventStoreDBClient): AppendStream {
    const known = this.streams.get(client);
    if (known) return known;

    const stream = new AppendStream(client);
    this.streams.set(client, stream);
    return stream;
  }

  private tell(client: EventStoreDBClient | undefined, error: unknown): void {
    if (isRefusalToWrite(error)) this.clients.refused();
    if (isAnswer(error)) this.clients.answered();
    else if (client) this.clients.failed(client);
  }
}
