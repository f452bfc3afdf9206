import { status, Metadata, type ServiceError } from '@grpc/grpc-js';
import { Code } from '@eventstore/db-client/generated/code_pb';
import { SupportedMethod, SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
import {
  AllStreamPosition,
  StreamIdentifier,
  Unknown,
  UUID,
  WrongExpectedVersion,
} from '@eventstore/db-client/generated/shared_pb';
import { Status } from '@eventstore/db-client/generated/status_pb';
import { BatchAppendReq, BatchAppendResp, ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import type { Expected, Proposed, ScriptedEvent } from './scripted-event-store.log';

const TICKS_PER_MS = 10_000n;
const text = (bytes: Uint8Array | string): string => Buffer.from(bytes as Uint8Array).toString('utf8');

export const streamIdentifier = (stream: string): StreamIdentifier =>
  new StreamIdentifier().setStreamName(Buffer.from(stream, 'utf8'));

export const nameOf = (identifier: StreamIdentifier | undefined): string =>
  text(identifier?.getStreamName_asU8() ?? new Uint8Array());

export const serviceError = (code: status, details = status[code]): ServiceError =>
  Object.assign(new Error(details), { code, details, metadata: new Metadata() });

export function supportedMethods(): SupportedMethods {
  const method = new SupportedMethod()
    .setServiceName('event_store.client.streams.streams')
    .setMethodName('batchappend');
  return new SupportedMethods().setEventStoreServerVersion('24.10.0').setMethodsList([method]);
}

export function readEvent(event: ScriptedEvent): ReadResp {
  const position = String(event.position);
  const recorded = new ReadResp.ReadEvent.RecordedEvent()
    .setId(new UUID().setString(event.id))
    .setStreamIdentifier(streamIdentifier(event.stream))
    .setStreamRevision(String(event.revision))
    .setCommitPosition(position)
    .setPreparePosition(position)
    .setData(Buffer.from(event.data, 'utf8'))
    .setCustomMetadata(Buffer.from(event.metadata, 'utf8'));
  recorded.getMetadataMap().set('type', event.type);
  recorded.getMetadataMap().set('content-type', 'application/json');
  recorded.getMetadataMap().set('created', String(BigInt(Date.now()) * TICKS_PER_MS));
  return new ReadResp().setEvent(new ReadResp.ReadEvent().setEvent(recorded).setCommitPosition(position));
}

export const streamNotFound = (stream: string): ReadResp =>
  new ReadResp().setStreamNotFound(new ReadResp.StreamNotFound().setStreamIdentifier(streamIdentifier(stream)));

export const confirmation = (): ReadResp =>
  new ReadResp().setConfirmation(new ReadResp.SubscriptionConfirmation().setSubscriptionId('scripted'));

export const caughtUp = (): ReadResp => new ReadResp().setCaughtUp(new ReadResp.CaughtUp());

export const checkpoint = (position: number): ReadResp =>
  new ReadResp().setCheckpoint(
    new ReadResp.Checkpoint().setCommitPosition(String(position)).setPreparePosition(String(position)),
  );

export function expectedOf(options: BatchAppendReq.Options): Expected {
  if (options.hasNoStream()) return -1;
  return options.hasStreamPosition() ? Number(options.getStreamPosition()) : 'any';
}

/** Where a subscription to the whole log begins: after a position, with what comes, or (`undefined`) at the start. */
export function subscriptionOf(request: ReadReq): { after: number | 'end' | undefined } | undefined {
  const options = request.getOptions();
  if (!options?.hasSubscription()) return undefined;
  const all = options.getAll();
  const position = all?.getPosition();
  return { after: all?.hasEnd() ? 'end' : position && Number(position.getCommitPosition()) };
}

export function readOf(request: ReadReq): { stream: string; from: number; count: number } {
  const options = request.getOptions();
  const asked = options?.getStream();
  return {
    stream: nameOf(asked?.getStreamIdentifier()),
    from: asked?.hasStart() ? 0 : Number(asked?.getRevision()),
    count: Number(options?.getCount()),
  };
}

export const proposedOf = (message: BatchAppendReq.ProposedMessage): Proposed => ({
  id: message.getId()?.getString() ?? '',
  type: message.getMetadataMap().get('type') ?? '',
  data: text(message.getData_asU8()),
  metadata: text(message.getCustomMetadata_asU8()),
});

export function appended(
  correlationId: UUID | undefined,
  { stream, revision, position }: ScriptedEvent,
): BatchAppendResp {
  const at = new AllStreamPosition().setCommitPosition(String(position)).setPreparePosition(String(position));
  const success = new BatchAppendResp.Success().setCurrentRevision(String(revision)).setPosition(at);
  return reply(correlationId, stream).setSuccess(success);
}

export function wrongVersion(correlationId: UUID | undefined, stream: string, standsAt: number): BatchAppendResp {
  const detail = new WrongExpectedVersion().setExpectedAny(new Empty());
  if (standsAt < 0) detail.setCurrentNoStream(new Empty());
  else detail.setCurrentStreamRevision(String(standsAt));
  return refused(correlationId, stream, 'WrongExpectedVersion', detail);
}

export const unknownRefusal = (correlationId: UUID | undefined, stream: string): BatchAppendResp =>
  refused(correlationId, stream, 'Unknown', new Unknown());

function refused(
  correlationId: UUID | undefined,
  stream: string,
  name: string,
  detail: { serializeBinary(): Uint8Array },
): BatchAppendResp {
  const any = new Any();
  any.pack(detail.serializeBinary(), `event_store.client.${name}`);
  return reply(correlationId, stream).setError(new Status().setCode(Code.UNKNOWN).setMessage(name).setDetails(any));
}

const reply = (correlationId: UUID | undefined, stream: string): BatchAppendResp =>
  new BatchAppendResp().setCorrelationId(correlationId).setStreamIdentifier(streamIdentifier(stream));
