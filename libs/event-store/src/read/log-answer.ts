import { MessageReader } from '../message-reader';

/** An event as it was read from the log. */
export type LogEvent = Readonly<{
  id: string;
  /** As it is stored, with its version. */
  type: string;
  streamId: string;
  revision: number;
  position: string;
  /** An object; a text when it is no JSON (E10), bytes when it is not said to be. */
  data: unknown;
  /** An object; bytes when it is no JSON. */
  metadata: unknown;
}>;

/** What the store tells a subscriber or a reader. `size` is in bytes. */
export type LogAnswer =
  | Readonly<{ told: 'event'; event: LogEvent; size: number }>
  | Readonly<{ told: 'checkpoint'; position: string; size: number }>
  | Readonly<{ told: 'confirmation' | 'noStream' | 'caughtUp' | 'fellBehind'; size: number }>;

/**
 * Reads `event_store.client.streams.ReadResp` of EventStoreDB's streams.proto; undefined when it says nothing that
 * matters here. Errors: Error when it is no such message.
 */
export function logAnswer(message: Buffer): LogAnswer | undefined {
  const size = message.length;
  const reader = new MessageReader(message);
  while (reader.next()) {
    switch (reader.field) {
      case 1: {
        const event = resolved(reader.message());
        return event && { told: 'event', event, size };
      }
      case 2:
        return { told: 'confirmation', size };
      case 3:
        return { told: 'checkpoint', position: checkpoint(reader.message()), size };
      case 4:
        return { told: 'noStream', size };
      case 8:
        return { told: 'caughtUp', size };
      case 9:
        return { told: 'fellBehind', size };
      default:
        reader.skip();
    }
  }
  return undefined;
}

/** Links are not resolved: the event is what lies at the place itself. */
function resolved(reader: MessageReader): LogEvent | undefined {
  while (reader.next()) {
    if (reader.field === 1) return recorded(reader.message());
    reader.skip();
  }
  return undefined;
}

/** Gathered in one object of one shape, for these are many: an object that is put together from others takes thrice as long. */
type Found = { -readonly [Name in keyof LogEvent]: LogEvent[Name] } & {
  commit: number;
  prepare: number;
  isJson: boolean;
};
const NOTHING = Buffer.alloc(0);

function recorded(reader: MessageReader): LogEvent {
  const found: Found = {
    id: '',
    type: '',
    streamId: '',
    revision: 0,
    position: '',
    data: NOTHING,
    metadata: undefined,
    commit: 0,
    prepare: 0,
    isJson: false,
  };
  while (reader.next()) field(reader, found);
  const { id, type, streamId, revision, commit, prepare, isJson, data, metadata } = found;
  if (id === '' || streamId === '') throw new Error('The event store told of an event without id or stream.');
  const told = isJson ? jsonOr(data as Buffer, (text) => text) : data;
  return { id, type, streamId, revision, position: `${commit}/${prepare}`, data: told, metadata };
}

function field(reader: MessageReader, found: Found): void {
  switch (reader.field) {
    case 1:
      found.id = textAt(reader.message(), 2);
      return;
    case 2:
      found.streamId = textAt(reader.message(), 3);
      return;
    case 3:
      found.revision = reader.uint();
      return;
    case 4:
      found.prepare = reader.uint();
      return;
    case 5:
      found.commit = reader.uint();
      return;
    case 6:
      property(reader.message(), found);
      return;
    case 7: {
      const bytes = reader.blob();
      if (bytes.length > 0) found.metadata = jsonOr(bytes, () => bytes);
      return;
    }
    case 8:
      found.data = reader.blob();
      return;
    default:
      reader.skip();
  }
}

/** An entry of the map of what the store itself keeps of an event. */
function property(entry: MessageReader, found: Found): void {
  let name = '';
  while (entry.next()) {
    if (entry.field === 1) name = entry.text();
    else if (entry.field === 2 && name === 'type') found.type = entry.text();
    else if (entry.field === 2 && name === 'content-type') found.isJson = entry.text() === 'application/json';
    else entry.skip();
  }
}

function textAt(reader: MessageReader, field: number): string {
  let text = '';
  while (reader.next()) {
    if (reader.field === field) text = reader.text();
    else reader.skip();
  }
  return text;
}

function jsonOr(bytes: Buffer, otherwise: (text: string) => unknown): unknown {
  const text = bytes.toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return otherwise(text);
  }
}

function checkpoint(reader: MessageReader): string {
  let [commit, prepare] = [0, 0];
  while (reader.next()) {
    if (reader.field === 1) commit = reader.uint();
    else if (reader.field === 2) prepare = reader.uint();
    else reader.skip();
  }
  return `${commit}/${prepare}`;
}
