import { StreamIdentifier } from '@eventstore/db-client/generated/shared_pb';
import { ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { frame } from '../wire/frames';

/** The messages of Streams/Read that are no events: few, so the generated code makes them. */

const framed = (reply: ReadResp): Buffer => frame(reply.serializeBinary());

export const confirmation = (subscriptionId: string): Buffer =>
  framed(new ReadResp().setConfirmation(new ReadResp.SubscriptionConfirmation().setSubscriptionId(subscriptionId)));

export const caughtUp = framed(new ReadResp().setCaughtUp(new ReadResp.CaughtUp()));

export const fellBehind = framed(new ReadResp().setFellBehind(new ReadResp.FellBehind()));

export const checkpoint = (position: number): Buffer =>
  framed(
    new ReadResp().setCheckpoint(
      new ReadResp.Checkpoint().setCommitPosition(String(position)).setPreparePosition(String(position)),
    ),
  );

export const streamNotFound = (stream: string): Buffer =>
  framed(
    new ReadResp().setStreamNotFound(
      new ReadResp.StreamNotFound().setStreamIdentifier(new StreamIdentifier().setStreamName(Buffer.from(stream))),
    ),
  );
