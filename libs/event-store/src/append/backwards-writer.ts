import { FRAME_HEAD } from './frames';

const FIRST_SIZE = 16_384;

/**
 * Writes a protobuf message from its end to its beginning, so that the length of a part is known when it is written.
 * Whoever uses it names the last field first.
 */
export class BackwardsWriter {
  private bytes = Buffer.allocUnsafe(FIRST_SIZE);
  private at = FIRST_SIZE;

  /** Where the part begins that is being written; `message` closes it. */
  get end(): number {
    return this.bytes.length - this.at;
  }

  text(field: number, text: string): void {
    const length = Buffer.byteLength(text);
    this.make(length);
    this.at -= length;
    this.bytes.write(text, this.at, length, 'utf8');
    this.head(field, length);
  }

  uint(field: number, value: number): void {
    this.varint(value);
    this.varint(field << 3);
  }

  /** Closes what was written since `end` as the message of a field. */
  message(field: number, end: number): void {
    this.head(field, this.end - end);
  }

  /** What was written, in bytes of its own and behind the head that gRPC puts before it; the writer is empty then. */
  takeFramed(): Buffer {
    const length = this.end;
    this.make(FRAME_HEAD);
    this.at -= FRAME_HEAD;
    this.bytes[this.at] = 0;
    this.bytes.writeUInt32BE(length, this.at + 1);
    const taken = Buffer.from(this.bytes.subarray(this.at));
    this.at = this.bytes.length;
    return taken;
  }

  private head(field: number, length: number): void {
    this.varint(length);
    this.varint((field << 3) | 2);
  }

  private varint(value: number): void {
    let size = 1;
    for (let rest = value; rest > 127; rest = Math.floor(rest / 128)) size += 1;
    this.make(size);
    this.at -= size;
    let rest = value;
    for (let place = this.at; place < this.at + size - 1; place += 1) {
      this.bytes[place] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    this.bytes[this.at + size - 1] = rest;
  }

  private make(room: number): void {
    if (this.at >= room) return;
    const larger = Buffer.allocUnsafe(2 * (this.bytes.length + room));
    const at = larger.length - this.end;
    this.bytes.copy(larger, at, this.at);
    this.bytes = larger;
    this.at = at;
  }
}
