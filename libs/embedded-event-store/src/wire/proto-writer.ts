/** Bytes that `uint` takes for a whole number below 2^53. */
export function uintSize(value: number): number {
  let size = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) size += 1;
  return size;
}

/** Bytes of a length-delimited field below number 16: its tag, its length, itself. */
export const fieldSize = (length: number): number => 1 + uintSize(length) + length;

/** Bytes of a number field below number 16. */
export const uintFieldSize = (value: number): number => 1 + uintSize(value);

/** Tags of the fields used here: number × 8 + wire type (0 number, 2 length-delimited). */
export const uintTag = (field: number): number => field * 8;
export const bytesTag = (field: number): number => field * 8 + 2;

/** Writes protobuf into a buffer whose size was computed before. */
export class ProtoWriter {
  at = 0;

  constructor(readonly bytes: Buffer) {}

  /** The five bytes before each message of a gRPC stream: not compressed, so long. */
  framePrefix(length: number): void {
    this.bytes[this.at] = 0;
    this.bytes.writeUInt32BE(length, this.at + 1);
    this.at += 5;
  }

  uint(value: number): void {
    let rest = value;
    while (rest >= 128) {
      this.bytes[this.at++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    this.bytes[this.at++] = rest;
  }

  uintField(field: number, value: number): void {
    this.bytes[this.at++] = uintTag(field);
    this.uint(value);
  }

  /** Begins a length-delimited field; what belongs to it is written next. */
  open(field: number, length: number): void {
    this.bytes[this.at++] = bytesTag(field);
    this.uint(length);
  }

  bytesField(field: number, value: Buffer): void {
    this.open(field, value.length);
    this.raw(value);
  }

  textField(field: number, text: string, length: number): void {
    this.open(field, length);
    this.at += this.bytes.write(text, this.at, 'utf8');
  }

  raw(value: Buffer): void {
    value.copy(this.bytes, this.at);
    this.at += value.length;
  }
}
