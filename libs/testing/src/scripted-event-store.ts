import {
  Server,
  ServerCredentials,
  status,
  type sendUnaryData,
  type ServerDuplexStream,
  type ServerWritableStream,
} from '@grpc/grpc-js';
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb';
import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import type { BatchAppendReq, BatchAppendResp, ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { ScriptedLog, type Proposed, type ScriptedEvent } from './scripted-event-store.log';
import * as messages from './scripted-event-store.messages';

/** What becomes of an append: `lose` stores it and breaks the stream before the answer, `store-silently` never answers. */
export type AppendAct =
  | 'answer'
  | 'silence'
  | 'lose'
  | 'store-silently'
  | 'refuse'
  | { readonly fail: status }
  | { readonly answerAfter: Promise<unknown> };
/** What becomes of a read or of the question after the server's features. */
export type Act = 'answer' | 'silence' | { readonly fail: status };

export type ScriptedAppend = Readonly<{ stream: string; expected: number | 'any'; events: readonly Proposed[] }>;

/** One subscription, spoken for by the test. */
export class ScriptedSubscription {
  constructor(
    private readonly call: ServerWritableStream<ReadReq, ReadResp>,
    /** Position after which it was asked for; `undefined` from the start, `end` from what comes. */
    readonly after: number | 'end' | undefined,
  ) {}

  send(event: ScriptedEvent): void {
    this.call.write(messages.readEvent(event));
  }

  confirm(): void {
    this.call.write(messages.confirmation());
  }

  caughtUp(): void {
    this.call.write(messages.caughtUp());
  }

  checkpoint(position: number): void {
    this.call.write(messages.checkpoint(position));
  }

  /** Ends it as if all were well. */
  end(): void {
    this.call.end();
  }

  fail(code: status): void {
    this.call.emit('error', messages.serviceError(code));
  }

  get cancelled(): boolean {
    return this.call.cancelled;
  }
}

/**
 * Speaks EventStoreDB's protocol as far as the product uses it and misbehaves as it is told, for faults that a real
 * server cannot be made to show on demand. Without a script it stores in memory and answers.
 */
export class ScriptedEventStore {
  readonly log = new ScriptedLog();
  /** Every append that arrived, in order, answered or not. */
  readonly appends: ScriptedAppend[] = [];
  readonly subscriptions: ScriptedSubscription[] = [];
  featuresAsked = 0;
  appendStreams = 0;
  /** The names of the clients that appended: each client has one of its own. */
  readonly appenders = new Set<string>();
  reads = 0;
  onAppend: (append: ScriptedAppend, nth: number) => AppendAct = () => 'answer';
  onRead: (stream: string, nth: number) => Act = () => 'answer';
  onFeatures: (nth: number) => Act = () => 'answer';
  onSubscribe: (subscription: ScriptedSubscription) => void = (subscription) => {
    subscription.confirm();
    subscription.caughtUp();
  };
  private server: Server | undefined;
  port = 0;

  async start(): Promise<void> {
    const server = new Server();
    server.addService(StreamsService, {
      read: (call: ServerWritableStream<ReadReq, ReadResp>) => this.read(call),
      batchAppend: (call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>) => this.batchAppend(call),
    });
    server.addService(ServerFeaturesService, {
      getSupportedMethods: (_: unknown, answer: sendUnaryData<SupportedMethods>) => this.features(answer),
    });
    server.addService(GossipService, {
      read: (_: unknown, answer: sendUnaryData<ClusterInfo>) => answer(null, this.cluster()),
    });
    const address = `127.0.0.1:${this.port}`;
    this.port = await new Promise<number>((resolve, reject) =>
      server.bindAsync(address, ServerCredentials.createInsecure(), (error, port) =>
        error ? reject(error) : resolve(port),
      ),
    );
    this.server = server;
  }

  /** Drops every connection. `start` then listens on the same port again. */
  async stop(): Promise<void> {
    this.server?.forceShutdown();
    this.server = undefined;
  }

  get connectionString(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  private features(answer: sendUnaryData<SupportedMethods>): void {
    const act = this.onFeatures(this.featuresAsked++);
    if (act === 'answer') answer(null, messages.supportedMethods());
    else if (act !== 'silence') answer(messages.serviceError(act.fail));
  }

  private cluster(): ClusterInfo {
    const endPoint = new EndPoint().setAddress('127.0.0.1').setPort(this.port);
    const leader = new MemberInfo().setState(MemberInfo.VNodeState.LEADER).setIsAlive(true).setHttpEndPoint(endPoint);
    return new ClusterInfo().setMembersList([leader]);
  }

  private read(call: ServerWritableStream<ReadReq, ReadResp>): void {
    const asked = messages.subscriptionOf(call.request);
    if (asked) {
      const subscription = new ScriptedSubscription(call, asked.after);
      this.subscriptions.push(subscription);
      return this.onSubscribe(subscription);
    }

    const { stream, from, count } = messages.readOf(call.request);
    const act = this.onRead(stream, this.reads++);
    if (act === 'silence') return;
    if (act !== 'answer') return void call.emit('error', messages.serviceError(act.fail));

    const events = this.log.of(stream);
    if (events.length === 0) call.write(messages.streamNotFound(stream));
    for (const event of events.slice(from, from + count)) call.write(messages.readEvent(event));
    call.end();
  }

  private batchAppend(call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>): void {
    this.appendStreams += 1;
    this.appenders.add(String(call.metadata.get('connection-name')[0]));
    call.on('error', () => undefined);
    call.on('data', (request: BatchAppendReq) => {
      const options = request.getOptions();
      if (!options || !request.getIsFinal()) throw new Error('The scripted store takes an append in one piece.');
      const append = {
        stream: messages.nameOf(options.getStreamIdentifier()),
        expected: messages.expectedOf(options),
        events: request.getProposedMessagesList().map(messages.proposedOf),
      };
      this.appends.push(append);
      this.answerAppend(call, request, append);
    });
  }

  private answerAppend(
    call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>,
    request: BatchAppendReq,
    append: ScriptedAppend,
  ): void {
    const id = request.getCorrelationId();
    const { stream } = append;
    const act = this.onAppend(append, this.appends.length - 1);
    if (act === 'silence') return;
    if (act === 'refuse') return void call.write(messages.unknownRefusal(id, stream));
    if (typeof act === 'object' && 'fail' in act) return void call.emit('error', messages.serviceError(act.fail));

    const outcome = this.log.append(stream, append.events, append.expected);
    if (act === 'store-silently') return;
    if (act === 'lose') return void call.emit('error', messages.serviceError(status.UNAVAILABLE));
    const answer =
      'standsAt' in outcome ? messages.wrongVersion(id, stream, outcome.standsAt) : messages.appended(id, outcome);
    if (typeof act === 'object') void act.answerAfter.then(() => call.write(answer));
    else call.write(answer);
  }
}

export async function startScriptedEventStore(): Promise<ScriptedEventStore> {
  const store = new ScriptedEventStore();
  await store.start();
  return store;
}
