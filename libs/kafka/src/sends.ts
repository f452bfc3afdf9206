import { MessageTooLarge } from './faults';

/** A message to a topic. The key is never empty: without one a retry may choose another partition (K12). */
export type OutgoingMessage = Readonly<{
  topic: string;
  key: string;
  value: string;
  /** Few: each costs as much as 50 bytes of value (K18). */
  headers?: Readonly<Record<string, string>>;
}>;

export type SendLimits = Readonly<{
  /** Messages in one send. */
  messages: number;
  /** Bytes for one topic in one send, and with it for each of its partitions; below the topic's `max.message.bytes`. */
  bytesPerTopic: number;
}>;

export const SEND_LIMITS: SendLimits = { messages: 5_000, bytesPerTopic: 900_000 };

/** What a record costs around its key and value, generously. */
const RECORD_OVERHEAD = 64;

/** Bytes that a message takes in a record batch, at most. */
export function sizeOf({ key, value, headers }: OutgoingMessage): number {
  let size = RECORD_OVERHEAD + Buffer.byteLength(key) + Buffer.byteLength(value);
  for (const name in headers) size += 10 + Buffer.byteLength(name) + Buffer.byteLength(headers[name] ?? '');
  return size;
}

/**
 * Divides messages, in order, into sends that the broker takes: all of one send for one partition become one record
 * batch, which the client never splits (K15). A message that is larger by itself goes alone, up to `largest`.
 * Errors: MessageTooLarge; RangeError for a message without a key.
 */
export function sendsOf<M extends OutgoingMessage>(
  messages: readonly M[],
  limits: SendLimits = SEND_LIMITS,
  largest = Number.POSITIVE_INFINITY,
): M[][] {
  const sends: M[][] = [];
  let send: M[] = [];
  let bytes = new Map<string, number>();

  for (const message of messages) {
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

function checked(message: OutgoingMessage, largest: number): number {
  if (message.key === '') throw new RangeError(`A message to ${message.topic} has no key.`);
  const size = sizeOf(message);
  if (size <= largest) return size;

  throw new MessageTooLarge(
    `The message '${message.key}' to ${message.topic} takes ${size} bytes; ${largest} are taken.`,
  );
}
