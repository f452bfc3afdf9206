/** Bytes of a whole number from 0 to 2^30 as a signed (zigzag) varint. */
export function sizeOfVarint(value: number): number {
  let size = 1;
  for (let rest = value << 1; rest > 127; rest >>>= 7) size += 1;
  return size;
}

/** Returns where the next field begins. */
export function writeVarint(bytes: Buffer, at: number, value: number): number {
  let rest = value << 1;
  for (; rest > 127; rest >>>= 7) bytes[at++] = (rest & 127) | 128;
  bytes[at++] = rest;
  return at;
}
