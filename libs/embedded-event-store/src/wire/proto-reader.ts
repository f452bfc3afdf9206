/** The bytes are no message of the protocol. */
export class MalformedMessage extends Error {
  override readonly name = 'MalformedMessage';
}

/** Reads one protobuf message, field by field. Byte fields are views into the message, never copies. */
export class ProtoReader {
  /** The field at hand, set by `next`. */
  field = 0;
  private wireType = 0;
  private at = 0;

  constructor(private readonly bytes: Buffer) {}

  /** Moves to the next field; false at the end. Each field must then be read or skipped. */
  next(): boolean {
    if (this.at >= this.bytes.length) return false;
    const tag = this.varint();
    this.field = Math.floor(tag / 8);
    this.wireType = tag % 8;
    if (this.field === 0) throw new MalformedMessage('Field 0 does not exist.');
    return true;
  }

  /** A whole number; exact up to 2^53, as near as a double comes above. */
  uint(): number {
    this.expect(0);
    return this.varint();
  }

  /** A 64-bit number, exactly. */
  int64(): bigint {
    this.expect(0);
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(64, value);
    }
    throw new MalformedMessage('A number has more than ten bytes.');
  }

  view(): Buffer {
    this.expect(2);
    return this.take(this.varint());
  }

  text(): string {
    return this.view().toString('utf8');
  }

  skip(): void {
    switch (this.wireType) {
      case 0:
        this.varint();
        return;
      case 1:
        this.take(8);
        return;
      case 2:
        this.take(this.varint());
        return;
      case 5:
        this.take(4);
        return;
      default:
        throw new MalformedMessage(`Wire type ${this.wireType} is not used.`);
    }
  }

  private expect(wireType: number): void {
    if (this.wireType !== wireType) throw new MalformedMessage(`Field ${this.field} has wire type ${this.wireType}.`);
  }

  private take(length: number): Buffer {
    const end = this.at + length;
    if (end > this.bytes.length) throw new MalformedMessage('A field is longer than its message.');
    const taken = this.bytes.subarray(this.at, end);
    this.at = end;
    return taken;
  }

  private varint(): number {
    let byte = this.byte();
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    let scale = 128;
    for (let read = 1; read < 10; read += 1) {
      byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
    throw new MalformedMessage('A number has more than ten bytes.');
  }

  private byte(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new MalformedMessage('The message ends within a field.');
    this.at += 1;
    return byte;
  }
}
