import { Partitioners, type PartitionMetadata } from 'kafkajs';
import { crc32c } from './crc32c';
import { packed, type Content } from './packed';
import { produceRequest } from './produce-request';
import { countingPartitioner, PackedMessage, TopicBatch } from './topic-batch';

type Encoder = Readonly<{ buffer: Buffer }>;
type Request = Readonly<{ encode: () => Promise<Encoder> }>;

/** The very encoders of kafkajs, which are not among its exports. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const theirs = require('kafkajs/src/protocol/requests/produce/v7/request') as (asked: object) => Request;
// eslint-disable-next-line @typescript-eslint/no-require-imports
const theirChecksum = require('kafkajs/src/protocol/recordBatch/crc32C') as (bytes: Buffer) => number;

const NOW = Date.UTC(2026, 2, 4, 5, 6, 7, 8);

const contents: readonly Content[] = [
  { key: 'n-1', value: '{"text":"行政应诉通知"}', headers: { id: 'e-1', stream: 'lawNotice-n-1', revision: '0' } },
  { key: '府院', value: '', headers: {} },
  { key: 'n-2', value: 'x'.repeat(70_000) },
  { key: 'n-3', value: '🏛 联动', headers: { 名: '值', empty: '' } },
  { key: 'k'.repeat(64), value: '院'.repeat(21), headers: { ['h'.repeat(63)]: 'x'.repeat(64) } },
  { key: '院'.repeat(40), value: '院'.repeat(2_730), headers: {} },
  {
    key: 'n-4',
    value: 'x'.repeat(2_731),
    headers: Object.fromEntries(Array.from({ length: 70 }, (_, at) => [`h${at}`, ''])),
  },
  { key: '\ud800', value: '\ud800'.repeat(64), headers: {} },
  ...[63, 64, 8_191, 8_192].map((length) => ({ key: 'n-5', value: 'x'.repeat(length) })),
  ...Array.from({ length: 300 }, (_, nth) => ({
    key: `k-${nth}`,
    value: 'v'.repeat(nth),
    headers: { nth: String(nth) },
  })),
];

/** As kafkajs groups them. */
const asked = <Message>(messages: readonly Message[]) => ({
  acks: -1,
  timeout: 30_000,
  transactionalId: 'fuyuan.relay.0',
  producerId: '9007199254740993',
  producerEpoch: 7,
  topicData: [
    { topic: 'court.law-notices.v1', partitions: [{ partition: 0, firstSequence: 41, messages }] },
    {
      topic: 'government.law-notices.v1',
      partitions: [
        { partition: 5, firstSequence: 0, messages: messages.slice(0, 1) },
        { partition: 2, firstSequence: 2_147_483_000, messages: messages.slice(1, 130) },
      ],
    },
  ],
});

beforeEach(() => void jest.spyOn(Date, 'now').mockReturnValue(NOW));
afterEach(() => jest.restoreAllMocks());

describe('a request to produce', () => {
  it('is byte by byte what kafkajs writes', async () => {
    const expected = await theirs(asked(contents)).encode();
    const ours = produceRequest(asked(contents.map((one) => ({ content: packed(one) }))), NOW);
    expect(ours.equals(expected.buffer)).toBe(true);
  });

  it('is one that kafkajs cannot write by itself: rather none than one of packed contents', async () => {
    const messages = [new PackedMessage('k', packed({ key: 'k', value: 'v' }))];
    await expect(theirs(asked(messages)).encode()).rejects.toThrow('must be of type string');
  });

  it('has the checksum that kafkajs reckons, of any length and from any place', () => {
    const bytes = Buffer.from(Array.from({ length: 300 }, (_, at) => (at * 167 + 13) & 255));
    for (let end = 0; end < bytes.length; end += 1) {
      const begin = end % 11 > end ? 0 : end % 11;
      expect(crc32c(bytes, begin, end)).toBe(theirChecksum(bytes.subarray(begin, end)));
    }
    // The check value of the polynomial, as RFC 3720 has it.
    expect(crc32c(Buffer.from('123456789'), 0, 9)).toBe(0xe3069283);
  });
});

type Divide = (asked: object) => Record<number, { key: string }[]>;
// eslint-disable-next-line @typescript-eslint/no-require-imports
const theirDividing = require('kafkajs/src/producer/groupMessagesPerPartition') as Divide;

describe('messages divided by partition', () => {
  const keys = [
    'a',
    'ab',
    'abc',
    'abcd',
    'abcd',
    '府院通',
    '9f1c7a52-0b1e-4c55-8a57-3b1f0d9f6a11',
    'panshi-court',
    'a',
  ];
  const many = [...keys, ...Array.from({ length: 500 }, (_, nth) => `record-${nth * 7_919}`), ...keys];

  it.each([1, 6, 31])('into %i are where kafkajs puts them, in the same order', (count) => {
    const partitionMetadata = Array.from(
      { length: count },
      (_, id) => ({ partitionId: id, leader: 1 }) as PartitionMetadata,
    );
    const batch = new TopicBatch();
    for (const key of many) batch.add(new PackedMessage(key, packed({ key, value: 'v' })), 1);
    const told = { topic: 't', partitionMetadata };
    const ours = theirDividing({ ...told, messages: batch, partitioner: countingPartitioner() });
    const messages = many.map((key) => ({ key, value: 'v' }));
    const theirs = theirDividing({ ...told, messages, partitioner: Partitioners.DefaultPartitioner() });
    const keysOf = (divided: ReturnType<Divide>) =>
      Object.entries(divided).map(([partition, of]) => [partition, of.map(({ key }) => key)]);
    expect(keysOf(ours)).toEqual(keysOf(theirs));
  });
});
