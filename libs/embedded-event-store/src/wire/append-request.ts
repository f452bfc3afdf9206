import type { ExpectedRevision } from '../store/events';
import { ProtoReader } from './proto-reader';
import { uuidFromMessage } from './uuid';

/** An event as it was sent; what is missing or malformed is undefined, for the service to refuse by name. */
export interface SentEvent {
  readonly id: Buffer | undefined;
  readonly type: string | undefined;
  readonly contentType: string | undefined;
  readonly metadata: Buffer;
  readonly data: Buffer;
}

export interface AppendTarget {
  /** The name's bytes, UTF-8 if the sender is honest. */
  readonly stream: Buffer;
  readonly expected: ExpectedRevision;
  /** The expected revision as it was sent, when it is beyond the whole numbers of JavaScript: no stream has it. */
  readonly expectedExactly?: bigint;
  /** Milliseconds since 1970. */
  readonly deadline?: number;
}

/** One message of Streams/Append: the target first, then an event each. */
export interface AppendMessage {
  readonly target?: AppendTarget;
  readonly event?: SentEvent;
}

/** One message of Streams/BatchAppend: a fragment of the append that `correlation` names. */
export interface AppendFragment {
  /** The UUID message as it came, to be sent back as it came. */
  readonly correlation: Buffer;
  readonly target?: AppendTarget;
  readonly events: readonly SentEvent[];
  readonly final: boolean;
}

const EMPTY = Buffer.alloc(0);

export function readAppendMessage(message: Buffer): AppendMessage {
  const reader = new ProtoReader(message);
  const read: { target?: AppendTarget; event?: SentEvent } = {};
  while (reader.next()) {
    if (reader.field === 1) read.target = readTarget(reader.view());
    else if (reader.field === 2) read.event = readSentEvent(reader.view());
    else reader.skip();
  }
  return read;
}

export function readAppendFragment(message: Buffer): AppendFragment {
  const reader = new ProtoReader(message);
  const read: { correlation: Buffer; target?: AppendTarget; events: SentEvent[]; final: boolean } = {
    correlation: EMPTY,
    events: [],
    final: false,
  };
  while (reader.next()) {
    if (reader.field === 1) read.correlation = reader.view();
    else if (reader.field === 2) read.target = readTarget(reader.view());
    else if (reader.field === 3) read.events.push(readSentEvent(reader.view()));
    else if (reader.field === 4) read.final = reader.uint() !== 0;
    else reader.skip();
  }
  return read;
}

const EXPECTED = { 3: 'no_stream', 4: 'any', 5: 'stream_exists' } as const;

/** AppendReq.Options and BatchAppendReq.Options number their common fields alike. */
function readTarget(message: Buffer): AppendTarget {
  const reader = new ProtoReader(message);
  const read: { -readonly [Key in keyof AppendTarget]: AppendTarget[Key] } = { stream: EMPTY, expected: 'any' };
  while (reader.next()) {
    const { field } = reader;
    if (field === 1) read.stream = readStreamName(reader.view());
    else if (field === 2) readRevision(reader, read);
    else if (field === 3 || field === 4 || field === 5) {
      read.expected = EXPECTED[field];
      reader.skip();
    } else if (field === 6) read.deadline = readTimestamp(reader.view());
    else reader.skip();
  }
  return read;
}

function readRevision(reader: ProtoReader, into: { expected: ExpectedRevision; expectedExactly?: bigint }): void {
  const revision = BigInt.asUintN(64, reader.int64());
  into.expected = Number(revision);
  if (!Number.isSafeInteger(into.expected)) into.expectedExactly = revision;
}

function readSentEvent(message: Buffer): SentEvent {
  const reader = new ProtoReader(message);
  const properties: Properties = {};
  let id: Buffer | undefined;
  let metadata: Buffer = EMPTY;
  let data: Buffer = EMPTY;
  while (reader.next()) {
    if (reader.field === 1) id = uuidFromMessage(reader.view());
    else if (reader.field === 2) readProperty(reader.view(), properties);
    else if (reader.field === 3) metadata = reader.view();
    else if (reader.field === 4) data = reader.view();
    else reader.skip();
  }
  return { id, type: properties.type, contentType: properties.contentType, metadata, data };
}

interface Properties {
  type?: string;
  contentType?: string;
}

function readProperty(entry: Buffer, into: Properties): void {
  const reader = new ProtoReader(entry);
  let key = '';
  let value = '';
  while (reader.next()) {
    if (reader.field === 1) key = reader.text();
    else if (reader.field === 2) value = reader.text();
    else reader.skip();
  }
  if (key === 'type') into.type = value;
  else if (key === 'content-type') into.contentType = value;
}

function readStreamName(message: Buffer): Buffer {
  const reader = new ProtoReader(message);
  let name: Buffer = EMPTY;
  while (reader.next()) {
    if (reader.field === 3) name = reader.view();
    else reader.skip();
  }
  return name;
}

/** google.protobuf.Timestamp in milliseconds since 1970. */
function readTimestamp(message: Buffer): number {
  const reader = new ProtoReader(message);
  let milliseconds = 0;
  while (reader.next()) {
    if (reader.field === 1) milliseconds += Number(reader.int64()) * 1000;
    else if (reader.field === 2) milliseconds += Number(reader.int64()) / 1e6;
    else reader.skip();
  }
  return milliseconds;
}
