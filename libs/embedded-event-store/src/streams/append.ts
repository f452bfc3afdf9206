import { AppendResp } from '@eventstore/db-client/generated/streams_pb';
import { Empty } from '@eventstore/db-client/generated/shared_pb';
import { status, type ServerReadableStream, type sendUnaryData } from '@grpc/grpc-js';
import { asRefusal, badRequest, maximumAppendSizeExceeded, refusal, streamDeleted } from '../server/refusals';
import type { AppendResult, ExpectedRevision, ProposedEvent } from '../store/events';
import type { EventLog } from '../store/event-log';
import { appendStored } from '../wire/append-reply';
import type { AppendMessage } from '../wire/append-request';
import { proposal, proposalBytes, streamName } from './proposal';

interface Gathered {
  stream: string;
  expected: ExpectedRevision;
  expectedExactly?: bigint;
  events: ProposedEvent[];
  bytes: number;
}

/** Streams/Append: the target, then an event a message; one answer when the client has ended. */
export const append =
  (log: EventLog, maxAppendBytes: number) =>
  (call: ServerReadableStream<AppendMessage, Buffer>, callback: sendUnaryData<Buffer>): void => {
    const answered = gather(call, maxAppendBytes).then(async (gathered) =>
      answer(gathered, await log.append({ ...gathered, deadline: deadlineOf(call) })),
    );
    answered.then(
      (reply) => callback(null, reply),
      (error: unknown) => callback(asRefusal(error)),
    );
  };

/** Once the caller has gone or has waited long enough, nothing is stored any more. */
function deadlineOf(call: ServerReadableStream<AppendMessage, Buffer>): number {
  return call.cancelled ? 0 : Number(call.getDeadline());
}

async function gather(call: ServerReadableStream<AppendMessage, Buffer>, limit: number): Promise<Gathered> {
  let gathered: Gathered | undefined;
  for await (const { target, event } of call as AsyncIterable<AppendMessage>) {
    if (target) gathered = { ...target, stream: streamName(target.stream), events: [], bytes: 0 };
    if (!event) continue;
    if (!gathered) throw badRequest('An event came before the options.');
    gathered.bytes += proposalBytes(event);
    if (gathered.bytes > limit) throw maximumAppendSizeExceeded(limit);
    gathered.events.push(proposal(event, gathered.stream));
  }
  if (!gathered) throw badRequest('The append has no options.');
  return gathered;
}

function answer({ stream, expected, expectedExactly }: Gathered, result: AppendResult): Buffer {
  switch (result.outcome) {
    case 'stored':
      return appendStored(result);
    case 'wrong-expected-version':
      return Buffer.from(wrongVersion(expectedExactly ?? expected, result.current).serializeBinary());
    case 'stream-deleted':
      throw streamDeleted(stream);
    case 'expired':
      throw refusal(status.DEADLINE_EXCEEDED, 'The deadline passed before the append was written.');
  }
}

function wrongVersion(expected: ExpectedRevision | bigint, current: number | undefined): AppendResp {
  const wrong = new AppendResp.WrongExpectedVersion();
  if (current === undefined) wrong.setCurrentNoStream(new Empty());
  else wrong.setCurrentRevision(String(current));
  if (expected === 'any') wrong.setExpectedAny(new Empty());
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new Empty());
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new Empty());
  else wrong.setExpectedRevision(String(expected));
  return new AppendResp().setWrongExpectedVersion(wrong);
}
