import type { EventStoreDBClient } from '@eventstore/db-client';
import { convertToCommandError } from '@eventstore/db-client/dist/utils/CommandError';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import type { CallOptions, ClientReadableStream, Metadata, ServiceError } from '@grpc/grpc-js';
import { logAnswer, type LogAnswer } from './log-answer';

/** What the client keeps for its own calls: the connection, its credentials, and what to do when it fails. */
type Calling = Readonly<{
  GRPCStreamCreator: (
    service: typeof StreamsClient,
    name: string,
    call: (grpc: StreamsClient) => ReadCall,
  ) => () => Promise<ReadCall>;
  callArguments: (options: object, callOptions: CallOptions) => [Metadata, CallOptions];
}>;
type ReadCall = ClientReadableStream<Buffer>;

const PATH = '/event_store.client.streams.Streams/Read';
const written = (request: ReadReq): Buffer => Buffer.from(request.serializeBinary());
const asItIs = (bytes: Buffer): Buffer => bytes;

/** So much may wait to be taken before the store is asked to wait. */
const MOST_WAITING = 512;
const MOST_BYTES = 1024 * 1024;

/**
 * One call over which the store tells of its log, over the client's own connection. It does what the client's
 * `subscribeToAll` does for a quarter of the time: what comes is read here instead of by generated classes, and handed
 * over together as it came together (see docs/adr/0018).
 */
export class LogCall {
  private waiting: LogAnswer[] = [];
  private bytes = 0;
  private call: ReadCall | undefined;
  private over: Readonly<{ error: Error | undefined }> | undefined;
  private isTelling = false;
  private tell: () => void = () => undefined;

  constructor(
    client: EventStoreDBClient,
    request: ReadReq,
    /** Called at a sign of life, before what was heard is taken. */
    private readonly heard: () => void,
  ) {
    void this.begin(client as unknown as Calling, request);
  }

  /**
   * What was told and not yet taken, at least one; undefined once the call has ended. Not to be called again before it
   * resolves. Errors: the client's CommandErrors; those of `logAnswer`; the one it was ended with.
   */
  async next(): Promise<readonly LogAnswer[] | undefined> {
    while (this.waiting.length === 0 && !this.over) await new Promise<void>((resolve) => (this.tell = resolve));
    if (this.over?.error) throw this.over.error;
    const taken = this.waiting;
    [this.waiting, this.bytes] = [[], 0];
    this.call?.resume();
    return taken.length > 0 ? taken : undefined;
  }

  /** Ends it at once; what waits is forgotten. */
  end(error?: Error): void {
    if (!this.over) this.waiting = [];
    this.finish(error);
    const { call } = this;
    // Not from within the call's own event: grpc-js does not bear it.
    if (call) setImmediate(() => call.cancel());
  }

  private async begin(client: Calling, request: ReadReq): Promise<void> {
    try {
      const call = await client.GRPCStreamCreator(StreamsClient, 'subscribeToAll', (grpc) => {
        const [metadata, options] = client.callArguments({}, { deadline: Infinity });
        return grpc.makeServerStreamRequest(PATH, written, asItIs, request, metadata, options);
      })();
      this.call = call;
      call.on('error', (error: ServiceError) => this.finish(convertToCommandError(error)));
      call.on('end', () => this.finish(undefined));
      if (this.over) call.cancel();
      else call.on('data', (message: Buffer) => this.take(message));
    } catch (error) {
      this.finish(error as Error);
    }
  }

  private take(message: Buffer): void {
    if (this.over) return;
    let answer: LogAnswer | undefined;
    try {
      answer = logAnswer(message);
    } catch (error) {
      this.end(new Error('The event store told of its log what cannot be read.', { cause: error }));
      return;
    }
    if (answer) this.waiting.push(answer);
    this.bytes += message.length;
    if (this.waiting.length >= MOST_WAITING || this.bytes >= MOST_BYTES) this.call?.pause();
    this.tellSoon();
  }

  /** At the end of the turn: what came in one packet is taken together. */
  private tellSoon(): void {
    if (this.isTelling) return;
    this.isTelling = true;
    this.heard();
    setImmediate(() => {
      this.isTelling = false;
      this.tell();
    });
  }

  private finish(error: Error | undefined): void {
    this.over ??= { error };
    this.tell();
  }
}
