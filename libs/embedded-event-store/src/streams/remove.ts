import type { StreamIdentifier } from '@eventstore/db-client/generated/shared_pb';
import { DeleteReq, DeleteResp, TombstoneReq, TombstoneResp } from '@eventstore/db-client/generated/streams_pb';
import { status, type ServerUnaryCall, type sendUnaryData } from '@grpc/grpc-js';
import { asRefusal, badRequest, refusal, streamDeleted, wrongExpectedVersion } from '../server/refusals';
import type { AppendResult, ExpectedRevision } from '../store/events';
import type { EventLog } from '../store/event-log';
import { streamName } from './proposal';

/** Both requests' options have the same getters. */
interface Options {
  getStreamIdentifier(): StreamIdentifier | undefined;
  hasAny(): boolean;
  hasNoStream(): boolean;
  hasStreamExists(): boolean;
  getRevision(): string;
}

/** Streams/Delete: out of sight; the stream may be written to again. */
export const deleteStream =
  (log: EventLog) => (call: ServerUnaryCall<DeleteReq, DeleteResp>, callback: sendUnaryData<DeleteResp>) => {
    const reply = (position: string) =>
      new DeleteResp().setPosition(new DeleteResp.Position().setCommitPosition(position).setPreparePosition(position));
    answer(remove(log, call.request.getOptions(), 'soft').then(reply), callback);
  };

/** Streams/Tombstone: gone for ever. */
export const tombstoneStream =
  (log: EventLog) => (call: ServerUnaryCall<TombstoneReq, TombstoneResp>, callback: sendUnaryData<TombstoneResp>) => {
    const reply = (position: string) =>
      new TombstoneResp().setPosition(
        new TombstoneResp.Position().setCommitPosition(position).setPreparePosition(position),
      );
    answer(remove(log, call.request.getOptions(), 'for-ever').then(reply), callback);
  };

function answer<Reply>(outcome: Promise<Reply>, callback: sendUnaryData<Reply>): void {
  outcome.then(
    (reply) => callback(null, reply),
    (error: unknown) => callback(asRefusal(error)),
  );
}

async function remove(log: EventLog, options: Options | undefined, how: 'soft' | 'for-ever'): Promise<string> {
  if (!options) throw badRequest('The request has no options.');
  const stream = streamName(options.getStreamIdentifier()?.getStreamName_asU8() ?? new Uint8Array());
  const expected = expectation(options);
  return positionOf(await log.remove(stream, expected, how), stream, expected);
}

function expectation(options: Options): ExpectedRevision {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no_stream';
  return options.hasStreamExists() ? 'stream_exists' : Number(options.getRevision());
}

/** In the trailers an expectation is a number: the first client versions counted -1, -2 and -4 so. */
const AS_NUMBER = { no_stream: '-1', any: '-2', stream_exists: '-4' } as const;

function positionOf(result: AppendResult, stream: string, expected: ExpectedRevision): string {
  switch (result.outcome) {
    case 'stored':
      return String(result.position);
    case 'wrong-expected-version': {
      const wanted = typeof expected === 'number' ? BigInt(expected).toString() : AS_NUMBER[expected];
      throw wrongExpectedVersion(stream, wanted, result.current);
    }
    case 'stream-deleted':
      throw streamDeleted(stream);
    case 'expired':
      throw refusal(status.DEADLINE_EXCEEDED, 'The deadline passed before the stream was removed.');
  }
}
