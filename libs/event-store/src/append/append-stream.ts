import { randomBytes } from 'node:crypto';
import { MaxAppendSizeExceededError, type EventStoreDBClient } from '@eventstore/db-client';
import { convertToCommandError } from '@eventstore/db-client/dist/utils/CommandError';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { status, type CallOptions, type ClientDuplexStream, type Metadata, type ServiceError } from '@grpc/grpc-js';
import { appendAnswer, refusalIn, type AppendAnswer, type Appended } from './append-answer';
import { appendRequest, type SentEvent } from './append-request';
import { DirectStream } from './direct-stream';
import { FRAME_HEAD } from './frames';

/** What the client keeps for its own calls: the connection, its credentials, and what to do when it fails. */
type Calling = Readonly<{
  GRPCStreamCreator: (
    service: typeof StreamsClient,
    name: string,
    call: (grpc: StreamsClient) => AppendCall,
  ) => () => Promise<AppendCall>;
  callArguments: (options: object, callOptions: CallOptions) => [Metadata, CallOptions];
}>;
type AppendCall = ClientDuplexStream<Buffer, Buffer>;
type Pending = Readonly<{ resolve: (appended: Appended) => void; reject: (error: Error) => void }>;

/** What one message may hold; the server takes no more than this, and refuses far smaller appends unless told. */
const MOST_BYTES = 3 * 1024 * 1024;
const PATH = '/event_store.client.streams.Streams/BatchAppend';
const asItIs = (bytes: Buffer): Buffer => bytes;

/**
 * The one call over which a client appends, opened anew when it failed. It does what the client's `appendToStream`
 * does, over the client's own connection, for an eighth of the time: the messages are written and read here instead of
 * by generated classes, and from the first answer on they go past the layers of grpc-js. And what fails on it fails
 * nothing on another (see docs/adr/0013).
 */
export class AppendStream {
  private call: Promise<AppendCall> | undefined;
  private open: AppendCall | undefined;
  private direct: DirectStream | undefined;
  private readonly pending = new Map<number, Pending>();
  private readonly upper = randomBytes(6).readUIntBE(0, 6);
  private count = 0;

  constructor(private readonly client: EventStoreDBClient) {}

  /** Whether messages go past the layers of grpc-js. */
  get isDirect(): boolean {
    return this.direct !== undefined;
  }

  /**
   * `revision` is that of the last event of the stream, -1 when there is none; `deadline`, in milliseconds since 1970,
   * is for the server. Errors: the client's CommandErrors; the bare status of the call when it fails.
   */
  append(stream: string, events: readonly SentEvent[], revision: number, deadline: number): Promise<Appended> {
    const lower = (this.count += 1);
    const request = appendRequest({ correlation: [this.upper, lower], stream, events, revision, deadline });
    if (request.length - FRAME_HEAD > MOST_BYTES)
      return Promise.reject(MaxAppendSizeExceededError.fromMaxAppendSize(MOST_BYTES));
    return new Promise((resolve, reject) => {
      this.pending.set(lower, { resolve, reject });
      if (this.direct?.write(request)) return;
      // grpc-js puts a head of its own before it.
      const message = request.subarray(FRAME_HEAD);
      if (this.open) this.open.write(message);
      else void this.writeOnceOpen(lower, message);
    });
  }

  private async writeOnceOpen(number: number, request: Buffer): Promise<void> {
    try {
      const call = await this.ready();
      if (this.pending.has(number)) call.write(request);
    } catch (error) {
      this.settle(number)?.reject(error as Error);
    }
  }

  private ready(): Promise<AppendCall> {
    return (this.call ??= this.begin());
  }

  private async begin(): Promise<AppendCall> {
    const client = this.client as unknown as Calling;
    try {
      const call = await client.GRPCStreamCreator(StreamsClient, 'appendToStream', (grpc) => {
        const [metadata, options] = client.callArguments({}, { deadline: Infinity });
        return grpc.makeBidiStreamRequest(PATH, asItIs, asItIs, metadata, options);
      })();
      call.on('data', (message: Buffer) => this.answered(call, message));
      call.on('error', (error: ServiceError) => this.fail(call, convertToCommandError(error)));
      call.on('end', () => this.fail(call, new CallBroken('The event store ended the call.')));
      this.open = call;
      return call;
    } catch (error) {
      this.call = undefined;
      throw error;
    }
  }

  private answered(call: AppendCall, message: Buffer): void {
    let answer: AppendAnswer;
    try {
      answer = appendAnswer(message);
    } catch (error) {
      this.breakOff(call, error);
      return;
    }
    if (this.open === call) this.direct ??= DirectStream.of(call, this.toldOn(call));
    const pending = this.settle(answer.number);
    if (answer.appended) pending?.resolve(answer.appended);
    else pending?.reject(refusalIn(message));
  }

  private toldOn(call: AppendCall) {
    return {
      message: (message: Buffer) => this.answered(call, message),
      fault: (error: unknown) => this.breakOff(call, error),
    };
  }

  private breakOff(call: AppendCall, cause: unknown): void {
    this.fail(call, new CallBroken('The event store gave an answer that cannot be read.', { cause }));
    call.cancel();
  }

  private settle(number: number): Pending | undefined {
    const pending = this.pending.get(number);
    this.pending.delete(number);
    return pending;
  }

  private fail(call: AppendCall, error: Error): void {
    if (this.open !== call) return;
    this.call = undefined;
    this.open = undefined;
    this.direct = undefined;
    const left = [...this.pending.values()];
    this.pending.clear();
    for (const { reject } of left) reject(error);
  }
}

/** The call is of no more use, and what was sent over it may have been done or not. */
class CallBroken extends Error {
  override readonly name = 'CallBroken';
  readonly code = status.UNAVAILABLE;
}
