import { Code } from '@eventstore/db-client/generated/code_pb';
import {
  BadRequest,
  MaximumAppendSizeExceeded,
  StreamDeleted,
  StreamIdentifier,
  Timeout,
  UUID,
  WrongExpectedVersion,
} from '@eventstore/db-client/generated/shared_pb';
import { Status } from '@eventstore/db-client/generated/status_pb';
import { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { status, type ServiceError } from '@grpc/grpc-js';
import type { Message } from 'google-protobuf';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import type { ExpectedRevision } from '../store/events';
import { ProtoWriter, fieldSize } from '../wire/proto-writer';
import { frame } from '../wire/frames';

/** Whom a refusal answers. */
export interface Refused {
  readonly correlation: Buffer;
  readonly stream: Buffer;
}

/** A refused append as BatchAppend says it: google.rpc.Status with the kind of refusal in its detail. */
export function refusedWith(error: ServiceError, refused: Refused): Buffer {
  return reply(refused, Number(error.code), error.message, detailOf(error, refused));
}

export function wrongVersion(
  expected: ExpectedRevision | bigint,
  current: number | undefined,
  refused: Refused,
): Buffer {
  const detail = new WrongExpectedVersion();
  if (current === undefined) detail.setCurrentNoStream(new Empty());
  else detail.setCurrentStreamRevision(String(current));
  if (expected === 'any') detail.setExpectedAny(new Empty());
  else if (expected === 'no_stream') detail.setExpectedNoStream(new Empty());
  else if (expected === 'stream_exists') detail.setExpectedStreamExists(new Empty());
  else detail.setExpectedStreamPosition(String(expected));
  const message = `The stream is at ${current ?? 'no event'}, not at ${expected}.`;
  return reply(refused, Code.FAILED_PRECONDITION, message, packed('WrongExpectedVersion', detail));
}

export const expired = (refused: Refused): Buffer =>
  reply(
    refused,
    Code.DEADLINE_EXCEEDED,
    'The deadline passed before the append was written.',
    packed('Timeout', new Timeout()),
  );

function detailOf(error: ServiceError, { stream }: Refused): Any {
  switch (String(error.metadata.get('exception')[0])) {
    case 'stream-deleted':
      return packed(
        'StreamDeleted',
        new StreamDeleted().setStreamIdentifier(new StreamIdentifier().setStreamName(stream)),
      );
    case 'maximum-append-size-exceeded': {
      const limit = Number(error.metadata.get('maximum-append-size')[0]);
      return packed('MaximumAppendSizeExceeded', new MaximumAppendSizeExceeded().setMaxappendsize(limit));
    }
    default:
      return otherDetail(error);
  }
}

/** A client that does not know the detail shows the message, which says what happened. */
function otherDetail({ code, message }: ServiceError): Any {
  if (code === status.INVALID_ARGUMENT || code === status.UNIMPLEMENTED) {
    return packed('BadRequest', new BadRequest().setMessage(message));
  }
  return anyOf('google.rpc.ErrorInfo', errorInfo(status[code], 'embedded-event-store'));
}

const packed = (name: string, detail: Message): Any => anyOf(`event_store.client.${name}`, detail.serializeBinary());

function anyOf(name: string, bytes: Uint8Array): Any {
  const any = new Any();
  any.pack(bytes, name);
  return any;
}

/** google.rpc.ErrorInfo { reason = 1, domain = 2 }. */
function errorInfo(reason: string, domain: string): Buffer {
  const writer = new ProtoWriter(Buffer.alloc(fieldSize(reason.length) + fieldSize(domain.length)));
  writer.textField(1, reason, reason.length);
  writer.textField(2, domain, domain.length);
  return writer.bytes;
}

function reply({ correlation, stream }: Refused, code: number, message: string, detail: Any): Buffer {
  const error = new Status();
  error.setCode(code);
  error.setMessage(message);
  error.setDetails(detail);
  const response = new BatchAppendResp();
  response.setCorrelationId(UUID.deserializeBinary(correlation));
  response.setStreamIdentifier(new StreamIdentifier().setStreamName(stream));
  response.setError(error);
  return frame(response.serializeBinary());
}
