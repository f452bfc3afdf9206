import { Partitioners, type PartitionMetadata } from 'kafkajs';
import { byKey } from './by-key';
import { crc32c } from './crc32c';
import { packed, type Content } from './packed';
import { produceRequest } from './produce-request';

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
    const ours = produceRequest(asked(contents.map((one) => ({ value: { content: packed(one) } }))), NOW);
    expect(ours.equals(expected.buffer)).toBe(true);
  });

  it('is one that kafkajs cannot write by itself: rather none than one of packed contents', async () => {
    const messages = [{ key: 'k', value: { content: packed({ key: 'k', value: 'v' }) } }];
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

describe('the partition of a message', () => {
  it('is the one that kafkajs chooses', () => {
    const [ours, others] = [byKey(), Partitioners.DefaultPartitioner()];
    const of = (key: string, partitions: number) => ({
      topic: 't',
      partitionMetadata: Array.from({ length: partitions }, (_, id) => ({
        partitionId: id,
        leader: 1,
      })) as PartitionMetadata[],
      message: { key, value: '' },
    });
    const keys = ['a', 'ab', 'abc', 'abcd', '府院通', '9f1c7a52-0b1e-4c55-8a57-3b1f0d9f6a11', 'panshi-court'];
    const many = [...keys, ...Array.from({ length: 500 }, (_, nth) => `record-${nth * 7_919}`)];
    expect(many.map((key) => ours(of(key, 6)))).toEqual(many.map((key) => others(of(key, 6))));
    expect(many.map((key) => ours(of(key, 31)))).toEqual(many.map((key) => others(of(key, 31))));
  });
});
