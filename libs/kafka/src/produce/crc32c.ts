/** Castagnoli's polynomial, its bits reversed. */
const POLYNOMIAL = 0x82f63b78;
const LANES = 8;

/** `TABLES[lane][byte]`: what a byte does to the checksum when so many bytes follow it, in one list. */
const TABLES = new Int32Array(LANES * 256);
for (let byte = 0; byte < 256; byte += 1) {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
  TABLES[byte] = crc;
}
for (let at = 256; at < TABLES.length; at += 1) {
  const before = TABLES[at - 256] as number;
  TABLES[at] = (before >>> 8) ^ (TABLES[before & 255] as number);
}

const of = (lane: number, byte: number): number => TABLES[(lane << 8) | (byte & 255)] as number;

/** CRC-32C of the bytes from one place until before another, eight bytes at a time. */
export function crc32c(bytes: Buffer, begin: number, end: number): number {
  let crc = -1;
  let at = begin;
  for (const whole = end - ((end - begin) % LANES); at < whole; at += LANES) {
    const low = crc ^ word(bytes, at);
    const high = word(bytes, at + 4);
    crc =
      of(7, low) ^
      of(6, low >>> 8) ^
      of(5, low >>> 16) ^
      of(4, low >>> 24) ^
      of(3, high) ^
      of(2, high >>> 8) ^
      of(1, high >>> 16) ^
      of(0, high >>> 24);
  }
  for (; at < end; at += 1) crc = (crc >>> 8) ^ of(0, crc ^ (bytes[at] as number));
  return (crc ^ -1) >>> 0;
}

const word = (bytes: Buffer, at: number): number =>
  (bytes[at] as number) |
  ((bytes[at + 1] as number) << 8) |
  ((bytes[at + 2] as number) << 16) |
  ((bytes[at + 3] as number) << 24);
