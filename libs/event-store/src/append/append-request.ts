import { BackwardsWriter } from './backwards-writer';

/** An event as it is sent: `data` and `metadata` are JSON texts. */
export type SentEvent = Readonly<{ id: string; type: string; data: string; metadata: string }>;

export type AppendRequest = Readonly<{
  /** By which the answer is known: a UUID of these two whole numbers, each below 2^53. */
  correlation: readonly [upper: number, lower: number];
  stream: string;
  events: readonly SentEvent[];
  /** The revision of the last event of the stream; -1 when there is none. */
  revision: number;
  /** When the server need not try any more; milliseconds since 1970. */
  deadline: number;
}>;

const writer = new BackwardsWriter();

/**
 * One append as the one message `event_store.client.streams.BatchAppendReq` of EventStoreDB's streams.proto, behind the
 * head that gRPC puts before a message (`FRAME_HEAD`). What the
 * client's generated classes write for the same append is the same message; they take ten times as long.
 */
export function appendRequest({ correlation, stream, events, revision, deadline }: AppendRequest): Buffer {
  writer.uint(4, 1);
  for (let index = events.length - 1; index >= 0; index -= 1) proposed(events[index] as SentEvent);
  options(stream, revision, deadline);
  const { end } = writer;
  writer.uint(2, correlation[1]);
  writer.uint(1, correlation[0]);
  writer.message(1, end);
  writer.message(1, end);
  return writer.takeFramed();
}

function options(stream: string, revision: number, deadline: number): void {
  const { end } = writer;
  const seconds = Math.floor(deadline / 1000);
  writer.uint(2, (deadline - seconds * 1000) * 1e6);
  writer.uint(1, seconds);
  writer.message(6, end);
  if (revision < 0) writer.message(3, writer.end);
  else writer.uint(2, revision);
  const name = writer.end;
  writer.text(3, stream);
  writer.message(1, name);
  writer.message(2, end);
}

function proposed({ id, type, data, metadata }: SentEvent): void {
  const { end } = writer;
  writer.text(4, data);
  writer.text(3, metadata);
  property('content-type', 'application/json');
  property('type', type);
  uuid(1, id);
  writer.message(3, end);
}

function property(name: string, value: string): void {
  const { end } = writer;
  writer.text(2, value);
  writer.text(1, name);
  writer.message(2, end);
}

function uuid(field: number, id: string): void {
  const { end } = writer;
  writer.text(2, id);
  writer.message(field, end);
}
