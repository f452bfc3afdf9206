import { sizeOfVarint, writeVarint } from './varint';

export type Content = Readonly<{ key: string; value: string; headers?: Readonly<Record<string, string>> }>;

/** Contents lie one after the other in pieces of so many bytes: one of its own for each would keep the collector busy. */
const PIECE = 64 * 1024;
/** One that may be larger than this lies alone, so that it keeps nothing else from being let go. */
const ALONE = PIECE / 4;
/** A unit of UTF-16 takes at most so many bytes in UTF-8, and the length of a text so many. */
const [UNIT, LENGTH] = [3, 5];
/** Lengths below these take one byte, or two. */
const [ONE_BYTE, TWO_BYTES] = [64, 8_192];

let piece = Buffer.alloc(0);
let used = 0;

/**
 * Key, value and headers as they stand in a record of Kafka (`Record` of message format 2, after its offset): the same
 * bytes in every topic and at every place, so that what goes to several is packed once.
 */
export function packed({ key, value, headers = {} }: Content): Buffer {
  const names = Object.keys(headers);
  const after = [];
  let units = key.length + value.length;
  for (const name of names) {
    const header = headers[name] ?? '';
    after.push(name, header);
    units += name.length + header.length;
  }
  const most = units * UNIT + (after.length + 3) * LENGTH;
  const [bytes, begin] = most > ALONE ? [Buffer.allocUnsafeSlow(most), 0] : roomFor(most);

  let at = writeTexts(bytes, begin, '', [key]);
  at = writeText(bytes, at, value);
  at = names.length < ONE_BYTE ? writeTexts(bytes, at, lengthOf(names.length), after) : writeAll(bytes, at, after);
  if (bytes !== piece) return Buffer.from(bytes.subarray(0, at));
  used = at;
  return bytes.subarray(begin, at);
}

function roomFor(most: number): [Buffer, number] {
  if (used + most > piece.length) [piece, used] = [Buffer.allocUnsafeSlow(PIECE), 0];
  return [piece, used];
}

/** As a varint, of a length that takes one byte: a sign that is itself one byte. */
const lengthOf = (length: number): string => String.fromCharCode(length << 1);

/** Short texts, each after its length, behind a sign: in one go where they are plain, since each go has its price. */
function writeTexts(bytes: Buffer, at: number, sign: string, texts: readonly string[]): number {
  let all = sign;
  for (const text of texts) {
    if (text.length >= ONE_BYTE) return writeOneByOne(bytes, at, sign, texts);
    all += lengthOf(text.length) + text;
  }
  const length = bytes.write(all, at);
  return length === all.length ? at + length : writeOneByOne(bytes, at, sign, texts);
}

function writeOneByOne(bytes: Buffer, begin: number, sign: string, texts: readonly string[]): number {
  let at = begin + bytes.write(sign, begin);
  for (const text of texts) at = writeText(bytes, at, text);
  return at;
}

function writeAll(bytes: Buffer, begin: number, texts: readonly string[]): number {
  let at = writeVarint(bytes, begin, texts.length / 2);
  for (const text of texts) at = writeText(bytes, at, text);
  return at;
}

/** Its length in bytes, and it: measured first only where that decides how much the length takes. */
function writeText(bytes: Buffer, at: number, text: string): number {
  const isPlain = text.length >= ONE_BYTE && text.length * UNIT < TWO_BYTES;
  const size = isPlain ? 2 : sizeOfVarint(Buffer.byteLength(text));
  const length = bytes.write(text, at + size);
  writeVarint(bytes, at, length);
  return at + size + length;
}
