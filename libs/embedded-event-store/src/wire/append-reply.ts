import { ProtoWriter, fieldSize, uintFieldSize } from './proto-writer';

/** What a successful append says: the last revision and, when something was written, the last position. */
export interface Stored {
  readonly revision: number;
  readonly position: number | undefined;
}

export interface BatchStored extends Stored {
  /** The UUID message of the request, as it came. */
  readonly correlation: Buffer;
  readonly stream: Buffer;
}

/** AppendResp { success }. */
export function appendStored({ revision, position }: Stored): Buffer {
  const success = successSize(revision, position);
  const writer = new ProtoWriter(Buffer.allocUnsafe(fieldSize(success)));
  writer.open(1, success);
  writeSuccess(writer, revision, position);
  return writer.bytes;
}

/** BatchAppendResp { correlation_id, success, stream_identifier }, with gRPC's prefix. */
export function batchStored({ correlation, stream, revision, position }: BatchStored): Buffer {
  const success = successSize(revision, position);
  const size = fieldSize(correlation.length) + fieldSize(success) + fieldSize(fieldSize(stream.length));
  const writer = new ProtoWriter(Buffer.allocUnsafe(5 + size));
  writer.framePrefix(size);
  writer.bytesField(1, correlation);
  writer.open(3, success);
  writeSuccess(writer, revision, position);
  writer.open(4, fieldSize(stream.length));
  writer.bytesField(3, stream);
  return writer.bytes;
}

/** Both kinds of Success: 1 current_revision or 2 no_stream; 3 position or 4 no_position. */
const successSize = (revision: number, position: number | undefined): number =>
  (revision < 0 ? 2 : uintFieldSize(revision)) + (position === undefined ? 2 : fieldSize(2 * uintFieldSize(position)));

function writeSuccess(writer: ProtoWriter, revision: number, position: number | undefined): void {
  if (revision < 0) writer.open(2, 0);
  else writer.uintField(1, revision);
  if (position === undefined) {
    writer.open(4, 0);
    return;
  }
  writer.open(3, 2 * uintFieldSize(position));
  writer.uintField(1, position);
  writer.uintField(2, position);
}
