/** What gRPC puts before each message: whether it is compressed, and its length in four bytes. */
export const FRAME_HEAD = 5;

const NOTHING = Buffer.alloc(0);

/** Takes the messages out of what comes on a gRPC stream, however it was cut on its way. */
export class FrameReader {
  private rest: Buffer = NOTHING;

  /** `longest` is in bytes, of one message. */
  constructor(private readonly longest: number) {}

  /** The messages that end in this piece. Errors: Error when one is compressed, or longer than was agreed. */
  take(piece: Buffer): Buffer[] {
    const bytes = this.rest.length === 0 ? piece : Buffer.concat([this.rest, piece]);
    const messages: Buffer[] = [];
    let at = 0;
    while (at + FRAME_HEAD <= bytes.length) {
      const length = bytes.readUInt32BE(at + 1);
      if (bytes[at] !== 0) throw new Error('The event store compressed what was asked for as it is.');
      if (length > this.longest) throw new Error(`The event store sent a message of ${length} bytes.`);
      const end = at + FRAME_HEAD + length;
      if (end > bytes.length) break;
      messages.push(bytes.subarray(at + FRAME_HEAD, end));
      at = end;
    }
    this.rest = at === bytes.length ? NOTHING : bytes.subarray(at);
    return messages;
  }
}
