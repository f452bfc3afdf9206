import { MessageTooLarge } from './faults';
import { packed, type Content } from './produce/packed';
import { PackedMessage, TopicBatch } from './produce/topic-batch';

/**
 * A message to a topic, or the same to several. The key is never empty: without one a retry may choose another partition
 * (K12). `content` is what `packed` makes of it.
 */
export type OutgoingMessage = Readonly<{ topic: string | readonly string[]; key: string }> &
  (Omit<Content, 'key'> | Packed);
type Packed = Readonly<{ content: Buffer }>;

/** What is sent in one request to each broker, by topic. */
export type Send = ReadonlyMap<string, TopicBatch>;

export type SendLimits = Readonly<{
  /** Messages in one send, in each topic counted. */
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
): Send[] {
  const sends: Send[] = [];
  let send = new Map<string, TopicBatch>();
  let count = 0;

  for (const message of messages) {
    const topics = topicsOf(message);
    const one = new PackedMessage(message.key, contentOf(message));
    const size = checked(message, sizeOf(one), largest);
    if (count >= limits.messages || topics.some((topic) => isTooMuch(send.get(topic), size, limits))) {
      sends.push(send);
      [send, count] = [new Map<string, TopicBatch>(), 0];
    }
    for (const topic of topics) {
      let batch = send.get(topic);
      if (!batch) send.set(topic, (batch = new TopicBatch()));
      batch.add(one, size);
    }
    count += topics.length;
  }
  return send.size > 0 ? [...sends, send] : sends;
}

const topicsOf = ({ topic }: OutgoingMessage): readonly string[] => (typeof topic === 'string' ? [topic] : topic);

const contentOf = (message: OutgoingMessage): Buffer => ('content' in message ? message.content : packed(message));

const isTooMuch = (batch: TopicBatch | undefined, size: number, { bytesPerTopic }: SendLimits): boolean =>
  batch !== undefined && batch.bytes + size > bytesPerTopic;

function checked({ topic, key }: OutgoingMessage, size: number, largest: number): number {
  if (key === '') throw new RangeError(`A message to ${String(topic)} has no key.`);
  if (size <= largest) return size;

  throw new MessageTooLarge(`The message '${key}' to ${String(topic)} takes ${size} bytes; ${largest} are taken.`);
}
