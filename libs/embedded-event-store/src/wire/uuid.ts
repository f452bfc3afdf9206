import { ProtoReader } from './proto-reader';

const DASHES = new Set([8, 13, 18, 23]);
const HEX = Buffer.from('0123456789abcdef', 'latin1');

/** Where each of the 16 bytes has its two digits in the text form. */
const PLACES = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];

const NIBBLES = new Int8Array(256).fill(-1);
for (const [value, digit] of [...'0123456789abcdef'].entries()) {
  NIBBLES[digit.charCodeAt(0)] = value;
  NIBBLES[digit.toUpperCase().charCodeAt(0)] = value;
}

const nibble = (text: Uint8Array, at: number): number => NIBBLES[text[at] ?? 0] ?? -1;

/** The 16 bytes of a UUID's text form (36 characters), or undefined when it is none. */
export function uuidFromText(text: Uint8Array): Buffer | undefined {
  if (text.length !== 36) return undefined;
  for (const dash of DASHES) if (text[dash] !== 0x2d) return undefined;
  const uuid = Buffer.allocUnsafe(16);
  let wrong = 0;
  for (let index = 0; index < 16; index += 1) {
    const place = PLACES[index] ?? 0;
    const value = (nibble(text, place) << 4) | nibble(text, place + 1);
    wrong |= value;
    uuid[index] = value;
  }
  return wrong < 0 ? undefined : uuid;
}

/** Writes the 36 characters of a UUID. */
export function writeUuidText(uuid: Buffer, target: Buffer, at: number): void {
  for (let index = 0; index < 16; index += 1) {
    const byte = uuid[index] ?? 0;
    const place = at + (PLACES[index] ?? 0);
    target[place] = HEX[byte >> 4] ?? 0;
    target[place + 1] = HEX[byte & 15] ?? 0;
  }
  for (const dash of DASHES) target[at + dash] = 0x2d;
}

export function uuidText(uuid: Buffer): string {
  const text = Buffer.allocUnsafe(36);
  writeUuidText(uuid, text, 0);
  return text.toString('latin1');
}

/** Reads `event_store.client.UUID`: text, or two signed halves. Undefined when there is none or it is none. */
export function uuidFromMessage(message: Buffer): Buffer | undefined {
  const reader = new ProtoReader(message);
  let uuid: Buffer | undefined;
  while (reader.next()) {
    if (reader.field === 2) uuid = uuidFromText(reader.view());
    else if (reader.field === 1) uuid = uuidFromHalves(reader.view());
    else reader.skip();
  }
  return uuid;
}

function uuidFromHalves(message: Buffer): Buffer {
  const reader = new ProtoReader(message);
  const uuid = Buffer.alloc(16);
  while (reader.next()) {
    if (reader.field === 1) uuid.writeBigInt64BE(reader.int64(), 0);
    else if (reader.field === 2) uuid.writeBigInt64BE(reader.int64(), 8);
    else reader.skip();
  }
  return uuid;
}
