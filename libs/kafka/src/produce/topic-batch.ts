import type { ICustomPartitioner, Message } from 'kafkajs';
import { hashOf } from './by-key';

/** No text and no bytes: were kafkajs to write such a message by itself, it would fail instead of losing what is said. */
const PACKED = {} as const;

/** A message of one topic, or more, as it is sent. The key is never empty. */
export class PackedMessage {
  readonly value = PACKED;

  constructor(
    readonly key: string,
    readonly content: Buffer,
  ) {}
}

/** How kafkajs puts a message to those of its partition. */
type Group = (grouped: object, message: unknown) => object;
type Counting = { partitions: number };

/**
 * The messages of one topic in one send, in their order, in place of the list that kafkajs asks for. It goes through such
 * a list twice, and copies all that a partition has already got for each message more; here they are divided at once.
 */
export class TopicBatch {
  private readonly hashes: number[] = [];
  private readonly messages: PackedMessage[] = [];
  bytes = 0;

  add(message: PackedMessage, bytes: number): void {
    this.messages.push(message);
    this.hashes.push(hashOf(message.key));
    this.bytes += bytes;
  }

  get keys(): readonly string[] {
    return this.messages.map(({ key }) => key);
  }

  /** As `Array.find`: kafkajs looks for one without a value, and there is none. */
  find(): undefined {
    return undefined;
  }

  /** As `Array.reduce`, for kafkajs' own dividing by partition; by it the partitioner below says how many there are. */
  reduce(group: Group, grouped: Record<number, PackedMessage[]>): Record<number, PackedMessage[]> {
    const counting: Counting = { partitions: 0 };
    group({}, counting);
    this.messages.forEach((message, nth) => {
      const partition = (this.hashes[nth] as number) % counting.partitions;
      const others = grouped[partition];
      if (others) others.push(message);
      else grouped[partition] = [message];
    });
    return grouped;
  }

  /** What kafkajs takes for a list of messages. */
  get asMessages(): Message[] {
    return this as unknown as Message[];
  }
}

/** For producers of such batches alone. */
export const countingPartitioner: ICustomPartitioner =
  () =>
  ({ partitionMetadata, message }) => {
    (message as unknown as Counting).partitions = partitionMetadata.length;
    return 0;
  };
