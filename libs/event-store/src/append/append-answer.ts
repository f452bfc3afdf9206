import type { Position } from '@eventstore/db-client';
import { unpackToCommandError } from '@eventstore/db-client/dist/streams/appendToStream/unpackError';
import { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { MessageReader } from '../message-reader';

/** `revision` is that of the last event of the append. */
export type Appended = Readonly<{ revision: number; position: Position | undefined }>;

/** The number under which the append was sent, and where it lies; without that, it was refused. */
export type AppendAnswer = Readonly<{ number: number; appended: Appended | undefined }>;

/** Reads `event_store.client.streams.BatchAppendResp`. Errors: Error when it is no such message. */
export function appendAnswer(message: Buffer): AppendAnswer {
  const reader = new MessageReader(message);
  let number = -1;
  let appended: Appended | undefined;
  while (reader.next()) {
    if (reader.field === 1) number = numberIn(reader.message());
    else if (reader.field === 3) appended = success(reader.message());
    else reader.skip();
  }
  return { number, appended };
}

/** What the store said of an append that it refused, as the client says it. */
export function refusalIn(message: Uint8Array): Error {
  const answer = BatchAppendResp.deserializeBinary(message);
  const stream = Buffer.from(answer.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8');
  const error = answer.getError();
  return error ? unpackToCommandError(error, stream) : new Error('The event store neither appended nor refused.');
}

/** The lower half of the UUID, which is sent and comes back as two whole numbers. */
function numberIn(uuid: MessageReader): number {
  let number = -1;
  while (uuid.next()) {
    if (uuid.field !== 1) {
      uuid.skip();
      continue;
    }
    const halves = uuid.message();
    while (halves.next()) {
      if (halves.field === 2) number = halves.uint();
      else halves.skip();
    }
  }
  return number;
}

function success(reader: MessageReader): Appended {
  let revision = 0;
  let position: Position | undefined;
  while (reader.next()) {
    if (reader.field === 1) revision = reader.uint();
    else if (reader.field === 3) position = positionIn(reader.message());
    else reader.skip();
  }
  return { revision, position };
}

function positionIn(reader: MessageReader): Position {
  let [commit, prepare] = [0, 0];
  while (reader.next()) {
    if (reader.field === 1) commit = reader.uint();
    else if (reader.field === 2) prepare = reader.uint();
    else reader.skip();
  }
  return { commit: BigInt(commit), prepare: BigInt(prepare) };
}
