import type { Kafka, Producer, TopicMessages, Transaction } from 'kafkajs';
import { readCheckpoint, type CheckpointPlace } from './checkpoint';
import { FencedOff, isFenced, WriterBroken } from './faults';
import { packingProducer } from './produce/packing-producer';
import { retries } from './retries';
import { SEND_LIMITS, sendsOf, type OutgoingMessage, type Send, type SendLimits } from './sends';

export type WriterOptions = Readonly<{
  /** Fixed for a shard: whoever opens a writer under the same one fences the older. */
  transactionalId: string;
  checkpoint: CheckpointPlace;
  limits?: SendLimits;
  /** The largest single message, as large as the topics take; 8 MiB unless told. */
  largestMessage?: number;
  /** The longest one transaction may take before the writer is given up; 60,000 ms unless told. */
  patienceMs?: number;
}>;

/** After so long the broker itself aborts a transaction that was left open, and readers go on. */
const TRANSACTION_TIMEOUT = 30_000;
const LARGEST = 8 * 1024 * 1024;

/**
 * Writes messages together with the checkpoint that says how far they reach: both or neither.
 *
 * After any error it is of no use: kafkajs would use sequence numbers again, and the broker take new messages for old
 * ones (K1), or wait for a commit for ever (K2). Whoever holds it opens another, which tells the checkpoint that stands.
 */
export class TransactionalWriter {
  private broken: unknown;

  private constructor(
    private readonly producer: Producer,
    private readonly options: WriterOptions,
    /** As it was stored when this writer was opened; undefined when nothing was ever written. */
    readonly checkpoint: string | undefined,
  ) {}

  /**
   * Fences whoever wrote before, waits until its last transaction has ended, and only then reads the checkpoint (K9), up
   * to a mark of its own: the end that a broker tells lies before the oldest transaction that is open in the topic,
   * whoever's it is, and a checkpoint that was committed after that one began would be missed.
   */
  static async open(kafka: Kafka, options: WriterOptions): Promise<TransactionalWriter> {
    // Not `idempotent` besides: its transactions are so anyway, and that would ask for a right on the whole cluster.
    const producer = packingProducer(kafka, {
      transactionalId: options.transactionalId,
      maxInFlightRequests: 1,
      transactionTimeout: TRANSACTION_TIMEOUT,
      allowAutoTopicCreation: false,
      retry: retries(),
    });
    try {
      await producer.connect();
      const upTo = await markedAt(producer, options.checkpoint);
      return new TransactionalWriter(producer, options, await readCheckpoint(kafka, options.checkpoint, { upTo }));
    } catch (error) {
      leave(producer);
      throw isFenced(error) ? new FencedOff(options.transactionalId, error) : error;
    }
  }

  /** One transaction. Errors, after each of which this writer is done: FencedOff, WriterBroken, MessageTooLarge. */
  async write(messages: readonly OutgoingMessage[], checkpoint: string): Promise<void> {
    if (this.broken !== undefined) throw new WriterBroken('This writer met an error before.', { cause: this.broken });
    try {
      const { limits = SEND_LIMITS, largestMessage = LARGEST, patienceMs = 60_000 } = this.options;
      const { topic, key } = this.options.checkpoint;
      const sends = sendsOf([...messages, { topic, key, value: checkpoint }], limits, largestMessage);
      await within(patienceMs, this.transact(sends));
    } catch (error) {
      this.broken = error;
      leave(this.producer);
      throw isFenced(error) ? new FencedOff(this.options.transactionalId, error) : asBroken(error);
    }
  }

  /** Lets go, in good order. */
  async close(): Promise<void> {
    this.broken ??= new Error('It was closed.');
    await this.producer.disconnect();
  }

  private async transact(sends: readonly Send[]): Promise<void> {
    const transaction: Transaction = await this.producer.transaction();
    for (const send of sends) await transaction.sendBatch({ acks: -1, topicMessages: topicMessages(send) });
    // Never aborted afterwards: after a failed commit nobody knows what the broker did (K2).
    await transaction.commit();
  }
}

/** Commits a mark beside the checkpoint, and tells its offset. The topic has one partition (K10). */
async function markedAt(producer: Producer, { topic, key }: CheckpointPlace): Promise<bigint> {
  const [mark = new Map()] = sendsOf([{ topic, key: `${key}.opened`, value: '' }]);
  const transaction = await producer.transaction();
  const [sent] = await transaction.sendBatch({ acks: -1, topicMessages: topicMessages(mark) });
  await transaction.commit();
  return BigInt(sent?.baseOffset ?? -1);
}

const asBroken = (error: unknown): unknown =>
  error instanceof Error && (error.name === 'MessageTooLarge' || error instanceof RangeError)
    ? error
    : new WriterBroken(`Writing failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error });

/** Not awaited: it may wait for a broker that is away. */
const leave = (producer: Producer): void => void producer.disconnect().catch(() => undefined);

const topicMessages = (send: Send): TopicMessages[] =>
  Array.from(send, ([topic, { asMessages: messages }]) => ({ topic, messages }));

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The transaction took more than ${ms} ms.`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
