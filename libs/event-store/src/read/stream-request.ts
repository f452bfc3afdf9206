import { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { StreamIdentifier } from '@eventstore/db-client/generated/shared_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';

const FORWARDS = ReadReq.Options.ReadDirection.FORWARDS;

/** Asks for the events of a stream from a revision on; for all of them where no limit is told. */
export function streamRequest(stream: string, from: number, limit = Number.MAX_SAFE_INTEGER): ReadReq {
  const asked = new ReadReq.Options.StreamOptions().setStreamIdentifier(
    new StreamIdentifier().setStreamName(Buffer.from(stream, 'utf8').toString('base64')),
  );
  if (from === 0) asked.setStart(new Empty());
  else asked.setRevision(String(from));
  const options = new ReadReq.Options()
    .setStream(asked)
    .setReadDirection(FORWARDS)
    .setResolveLinks(false)
    .setCount(String(limit))
    .setUuidOption(new ReadReq.Options.UUIDOption().setString(new Empty()))
    .setNoFilter(new Empty());
  return new ReadReq().setOptions(options);
}
