const LENGTH_DELIMITED = 2;
const VARINT = 0;

/** Reads the fields of a protobuf message in order; only of the kinds that the answers read here are made of. */
export class MessageReader {
  /** The number of the field at which it stands. */
  field = 0;
  private wireType = VARINT;

  constructor(
    private readonly bytes: Buffer,
    private at = 0,
    private readonly end = bytes.length,
  ) {}

  /** Goes to the next field; its value must then be taken. */
  next(): boolean {
    if (this.at >= this.end) return false;
    const tag = this.uint();
    this.field = Math.floor(tag / 8);
    this.wireType = tag & 7;
    return true;
  }

  /** A whole number; one beyond 2^53 is not exact. */
  uint(): number {
    let value = 0;
    for (let weight = 1; this.at < this.end; weight *= 128) {
      const byte = this.bytes[this.at++] ?? 0;
      value += (byte & 127) * weight;
      if (byte < 128) break;
    }
    return value;
  }

  message(): MessageReader {
    const begin = this.lengthTaken();
    return new MessageReader(this.bytes, begin, this.at);
  }

  /** A text in UTF-8. */
  text(): string {
    const begin = this.lengthTaken();
    return this.bytes.toString('utf8', begin, this.at);
  }

  /** A view of the message itself. */
  blob(): Buffer {
    const begin = this.lengthTaken();
    return this.bytes.subarray(begin, this.at);
  }

  /** Errors: Error when the field is of a kind that EventStoreDB does not use here. */
  skip(): void {
    if (this.wireType === VARINT) this.uint();
    else if (this.wireType === LENGTH_DELIMITED) this.lengthTaken();
    else throw new Error(`The answer has a field of wire type ${this.wireType}.`);
  }

  /** Steps over a field with a length; returns where its value begins. */
  private lengthTaken(): number {
    const length = this.uint();
    const begin = this.at;
    this.at += length;
    if (this.at > this.end) throw new Error('The answer is cut off.');
    return begin;
  }
}
