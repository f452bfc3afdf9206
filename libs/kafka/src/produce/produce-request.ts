import { crc32c } from './crc32c';
import { sizeOfVarint, writeVarint } from './varint';

/** What kafkajs hands over to be encoded; the messages are packed. */
export type Produce = Readonly<{
  acks: number;
  timeout: number;
  transactionalId: string;
  /** A whole number of 64 bits. */
  producerId: Readonly<{ toString(): string }>;
  producerEpoch: number;
  topicData: readonly Readonly<{ topic: string; partitions: readonly PartitionData[] }>[];
}>;

type Carried = Readonly<{ content: Buffer }>;

export type PartitionData = Readonly<{
  partition: number;
  firstSequence: number;
  messages: readonly Carried[];
}>;

/** Before the length of a batch has been told, and in it before what is summed, before its records. */
const HEAD = 12;
const SUMMED_FROM = 21;
const RECORDS_FROM = 61;
const TRANSACTIONAL = 16;
/** Attributes and the difference of the timestamps of a record: all of a batch have the same, the moment of sending. */
const RECORD_START = 2;

/**
 * The body of a Produce request of versions 3 to 8, one record batch for each partition, written once into one buffer.
 * kafkajs writes the same bytes through a buffer for every field of every header.
 * `room` gives exactly so many bytes to write into; new ones unless told.
 */
export function produceRequest(
  { transactionalId, acks, timeout, topicData, ...producer }: Produce,
  now: number,
  room: (size: number) => Buffer = (size) => Buffer.allocUnsafe(size),
): Buffer {
  const sizes = topicData.map(({ partitions }) => partitions.map(({ messages }) => batchSize(messages)));
  const names = topicData.reduce(
    (sum, { topic }) => sum + Buffer.byteLength(topic),
    Buffer.byteLength(transactionalId),
  );
  const batches = sizes.flat().reduce((sum, size) => sum + 8 + size, 0);
  const bytes = room(12 + 6 * topicData.length + names + batches);

  let at = writeText(bytes, 0, transactionalId);
  at = bytes.writeInt16BE(acks, at);
  at = bytes.writeInt32BE(timeout, at);
  at = bytes.writeInt32BE(topicData.length, at);
  topicData.forEach(({ topic, partitions }, nth) => {
    at = writeText(bytes, at, topic);
    at = bytes.writeInt32BE(partitions.length, at);
    partitions.forEach((data, index) => {
      const size = sizes[nth]?.[index] as number;
      at = bytes.writeInt32BE(data.partition, at);
      at = bytes.writeInt32BE(size, at);
      writeBatch(bytes.subarray(at, at + size), data, producer, now);
      at += size;
    });
  });
  return bytes;
}

function writeText(bytes: Buffer, at: number, text: string): number {
  const after = at + 2 + bytes.write(text, at + 2, 'utf8');
  bytes.writeInt16BE(after - at - 2, at);
  return after;
}

const recordSize = (content: Buffer, nth: number): number => RECORD_START + sizeOfVarint(nth) + content.length;

function batchSize(messages: PartitionData['messages']): number {
  let size = RECORDS_FROM;
  for (let nth = 0; nth < messages.length; nth += 1) {
    const record = recordSize((messages[nth] as Carried).content, nth);
    size += sizeOfVarint(record) + record;
  }
  return size;
}

function writeBatch(
  batch: Buffer,
  { messages, firstSequence }: PartitionData,
  { producerId, producerEpoch }: Pick<Produce, 'producerId' | 'producerEpoch'>,
  now: number,
): void {
  let at = batch.writeBigInt64BE(0n, 0);
  at = batch.writeInt32BE(batch.length - HEAD, at);
  at = batch.writeInt32BE(0, at);
  batch.writeInt8(2, at);
  at = batch.writeInt16BE(TRANSACTIONAL, SUMMED_FROM);
  at = batch.writeInt32BE(messages.length - 1, at);
  at = batch.writeBigInt64BE(BigInt(now), at);
  at = batch.writeBigInt64BE(BigInt(now), at);
  at = batch.writeBigInt64BE(BigInt(producerId.toString()), at);
  at = batch.writeInt16BE(producerEpoch, at);
  at = batch.writeInt32BE(firstSequence, at);
  at = batch.writeInt32BE(messages.length, at);
  writeRecords(batch, at, messages);
  batch.writeUInt32BE(crc32c(batch, SUMMED_FROM, batch.length), SUMMED_FROM - 4);
}

function writeRecords(batch: Buffer, begin: number, messages: PartitionData['messages']): void {
  let at = begin;
  for (let nth = 0; nth < messages.length; nth += 1) {
    const { content } = messages[nth] as Carried;
    at = writeVarint(batch, at, recordSize(content, nth));
    batch[at++] = 0;
    batch[at++] = 0;
    at = writeVarint(batch, at, nth);
    at += content.copy(batch, at);
  }
}
