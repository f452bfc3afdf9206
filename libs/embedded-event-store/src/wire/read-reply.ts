import type { StoredEvent } from '../store/events';
import { ProtoWriter, fieldSize, uintFieldSize } from './proto-writer';
import { writeUuidText } from './uuid';

/** An event as it is sent: what a link pointed at and the link itself, or an event that is no link. */
export interface SentRecord {
  readonly event: StoredEvent | undefined;
  readonly link?: StoredEvent;
}

export type UuidForm = 'text' | 'halves';

const UUID_TEXT = 38;

const mapEntry = (key: string, value: string): Buffer => {
  const size = fieldSize(key.length) + fieldSize(value.length);
  const writer = new ProtoWriter(Buffer.alloc(fieldSize(size)));
  writer.open(6, size);
  writer.textField(1, key, key.length);
  writer.textField(2, value, value.length);
  return writer.bytes;
};

const JSON_CONTENT = mapEntry('content-type', 'application/json');
const BINARY_CONTENT = mapEntry('content-type', 'application/octet-stream');
const TYPE_KEY = Buffer.from('\x0a\x04type', 'latin1');
const CREATED_KEY = Buffer.from('\x0a\x07created', 'latin1');

/** Sizes that are needed twice: to allocate, and before each field. */
interface Measured {
  readonly event: StoredEvent;
  readonly uuid: number;
  readonly stream: number;
  readonly type: number;
  readonly created: string;
  readonly size: number;
}

/** Events as ReadResp messages, each with gRPC's prefix, in one buffer. */
export function eventFrames(records: readonly SentRecord[], uuids: UuidForm = 'text'): Buffer {
  const measured = records.map(({ event, link }) => measureRecord(event, link, uuids));
  const writer = new ProtoWriter(Buffer.allocUnsafe(measured.reduce((sum, { message }) => sum + 5 + message, 0)));
  for (const { message, readEvent, event, link, position } of measured) {
    writer.framePrefix(message);
    writer.open(1, readEvent);
    if (event) writeRecorded(writer, 1, event, uuids);
    if (link) writeRecorded(writer, 2, link, uuids);
    writer.uintField(3, position);
  }
  return writer.bytes;
}

function measureRecord(event: StoredEvent | undefined, link: StoredEvent | undefined, uuids: UuidForm) {
  const measuredEvent = event && measure(event, uuids);
  const measuredLink = link && measure(link, uuids);
  const position = (link ?? event)?.position ?? 0;
  const readEvent =
    (measuredEvent ? fieldSize(measuredEvent.size) : 0) +
    (measuredLink ? fieldSize(measuredLink.size) : 0) +
    uintFieldSize(position);
  return { message: fieldSize(readEvent), readEvent, event: measuredEvent, link: measuredLink, position };
}

function measure(event: StoredEvent, uuids: UuidForm): Measured {
  const uuid = uuids === 'text' ? UUID_TEXT : uuidHalves(event.id).length;
  const stream = Buffer.byteLength(event.stream);
  const type = Buffer.byteLength(event.type);
  // .NET ticks since 1970: units of 100 ns.
  const created = `${event.created}0000`;
  const size =
    fieldSize(uuid) +
    fieldSize(fieldSize(stream)) +
    uintFieldSize(event.revision) +
    2 * uintFieldSize(event.position) +
    fieldSize(TYPE_KEY.length + fieldSize(type)) +
    (event.json ? JSON_CONTENT : BINARY_CONTENT).length +
    fieldSize(CREATED_KEY.length + fieldSize(created.length)) +
    fieldSize(event.metadata.length) +
    fieldSize(event.data.length);
  return { event, uuid, stream, type, created, size };
}

function writeRecorded(writer: ProtoWriter, field: number, measured: Measured, uuids: UuidForm): void {
  const { event, uuid, stream, type, created } = measured;
  writer.open(field, measured.size);
  writer.open(1, uuid);
  writeUuid(writer, event.id, uuids);
  writer.open(2, fieldSize(stream));
  writer.textField(3, event.stream, stream);
  writer.uintField(3, event.revision);
  writer.uintField(4, event.position);
  writer.uintField(5, event.position);
  writer.open(6, TYPE_KEY.length + fieldSize(type));
  writer.raw(TYPE_KEY);
  writer.textField(2, event.type, type);
  writer.raw(event.json ? JSON_CONTENT : BINARY_CONTENT);
  writer.open(6, CREATED_KEY.length + fieldSize(created.length));
  writer.raw(CREATED_KEY);
  writer.textField(2, created, created.length);
  writer.bytesField(7, event.metadata);
  writer.bytesField(8, event.data);
}

function writeUuid(writer: ProtoWriter, id: Buffer, uuids: UuidForm): void {
  if (uuids === 'halves') {
    writer.raw(uuidHalves(id));
    return;
  }
  writer.open(2, 36);
  writeUuidText(id, writer.bytes, writer.at);
  writer.at += 36;
}

/** UUID { structured { most_significant_bits, least_significant_bits } }: as the .NET client asks for it. */
function uuidHalves(id: Buffer): Buffer {
  const half = (field: number, bits: bigint): Buffer => Buffer.from([field * 8, ...varint64(bits)]);
  const halves = Buffer.concat([half(1, id.readBigUInt64BE(0)), half(2, id.readBigUInt64BE(8))]);
  return Buffer.concat([Buffer.from([0x0a, halves.length]), halves]);
}

function varint64(bits: bigint): number[] {
  const bytes: number[] = [];
  let rest = bits;
  for (; rest >= 128n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return [...bytes, Number(rest)];
}
