import { MessageTooLarge } from './faults';
import { packed, type Content } from './produce/packed';

/**
 * A message to a topic. The key is never empty: without one a retry may choose another partition (K12). One that goes to
 * several topics is packed once, by `packed`.
 */
export type OutgoingMessage = Readonly<{ topic: string; key: string }> & (Omit<Content, 'key'> | Packed);
type Packed = Readonly<{ content: Buffer }>;

/** A message as it is sent. */
export type PackedMessage = Readonly<{ topic: string; key: string }> & Packed;

export type SendLimits = Readonly<{
  /** Messages in one send. */
  messages: number;
  /** Bytes for one topic in one send, and with it for each of its partitions; below the topic's `max.message.bytes`. */
  bytesPerTopic: number;
}>;

export const SEND_LIMITS: SendLimits = { messages: 5_000, bytesPerTopic: 900_000 };

/** What a record costs around its content, at most. */
const RECORD_OVERHEAD = 16;

/** Bytes that a message takes in a record batch, at most. */
export const sizeOf = ({ content }: Packed): number => RECORD_OVERHEAD + content.length;

/**
 * Divides messages, in order, into sends that the broker takes: all of one send for one partition become one record
 * batch, which the client never splits (K15). A message that is larger by itself goes alone, up to `largest`.
 * Errors: MessageTooLarge; RangeError for a message without a key.
 */
export function sendsOf(
  messages: readonly OutgoingMessage[],
  limits: SendLimits = SEND_LIMITS,
  largest = Number.POSITIVE_INFINITY,
): PackedMessage[][] {
  const sends: PackedMessage[][] = [];
  let send: PackedMessage[] = [];
  let bytes = new Map<string, number>();

  for (const outgoing of messages) {
    const message = packedMessage(outgoing);
    const size = checked(message, largest);
    const before = bytes.get(message.topic) ?? 0;
    if (send.length >= limits.messages || (before > 0 && before + size > limits.bytesPerTopic)) {
      sends.push(send);
      send = [];
      bytes = new Map();
    }
    send.push(message);
    bytes.set(message.topic, (bytes.get(message.topic) ?? 0) + size);
  }
  return send.length > 0 ? [...sends, send] : sends;
}

const packedMessage = (message: OutgoingMessage): PackedMessage =>
  'content' in message ? message : { topic: message.topic, key: message.key, content: packed(message) };

function checked(message: PackedMessage, largest: number): number {
  if (message.key === '') throw new RangeError(`A message to ${message.topic} has no key.`);
  const size = sizeOf(message);
  if (size <= largest) return size;

  throw new MessageTooLarge(
    `The message '${message.key}' to ${message.topic} takes ${size} bytes; ${largest} are taken.`,
  );
}
