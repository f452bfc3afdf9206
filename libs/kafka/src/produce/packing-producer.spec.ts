import type { Kafka } from 'kafkajs';
import { packed } from './packed';
import { packingProducer } from './packing-producer';

/** What is touched of a client of kafkajs; the broker is given another lookup whenever it connects. */
function client(apiVersion = 7) {
  const lookup = () => () => ({
    request: { apiVersion, encode: async () => 'by kafkajs' },
    response: { parse: async (told: unknown) => parsed(told) },
  });
  const broker = { nodeId: '1', lookupRequest: lookup as (apiKey: number) => (asked: object) => Asked };
  const asking: jest.Mock<Promise<typeof broker>> = jest.fn(async () => cluster.findBroker({ nodeId: '1' }));
  const cluster = {
    findBroker: async (_: object) => broker,
    findGroupCoordinator: asking as (asked: object) => Promise<typeof broker>,
    refreshMetadata: async () => undefined,
  };
  const create = Symbol('private:Kafka:createCluster');
  const kafka = {
    [create]: () => cluster,
    producer(this: Record<symbol, () => unknown>) {
      return this[create]?.();
    },
  };
  packingProducer(kafka as unknown as Kafka, {});
  return { cluster, asking, connectAgain: () => (broker.lookupRequest = lookup) };
}
type Asked = { request: { encode: () => Promise<unknown> }; response: { parse: (told: unknown) => Promise<unknown> } };
const parsed = (told: unknown) => {
  if (told === 'fault') throw new Error('a fault that the broker told of');
  return `${String(told)}, read by kafkajs`;
};

const asked = {
  ...{ acks: -1, timeout: 1, transactionalId: 't', producerId: '1', producerEpoch: 0 },
  topicData: [
    {
      topic: 't',
      partitions: [{ partition: 0, firstSequence: 0, messages: [{ content: packed({ key: 'k', value: 'v' }) }] }],
    },
  ],
};
const [PRODUCE, END_TXN] = [0, 26];
const byKafkajs = 'by kafkajs';

describe('a producer that packs', () => {
  it('writes requests to produce itself, and no other, and lets kafkajs read every answer', async () => {
    const broker = await client().cluster.findBroker({});
    const { request, response } = broker.lookupRequest(PRODUCE)(asked);
    expect(await request.encode()).toHaveProperty('buffer');
    expect(await response.parse('an answer')).toBe('an answer, read by kafkajs');
    expect(await broker.lookupRequest(END_TXN)({}).request.encode()).toBe(byKafkajs);
  });

  it('does so after the broker that was found has connected again', async () => {
    const { cluster, connectAgain } = client();
    const broker = await cluster.findBroker({});
    connectAgain();
    expect(await broker.lookupRequest(PRODUCE)(asked).request.encode()).not.toBe(byKafkajs);
    await cluster.findBroker({});
    expect(await broker.lookupRequest(PRODUCE)(asked).request.encode()).not.toBe(byKafkajs);
  });

  it('asks where transactions end until one has ended there, and again when metadata are asked for anew', async () => {
    const { cluster, asking } = client();
    const asked = async () => (await cluster.findGroupCoordinator({})).lookupRequest(END_TXN)({}).response;
    await expect((await asked()).parse('fault')).rejects.toThrow('told of');
    expect(await (await asked()).parse('ended')).toBe('ended, read by kafkajs');
    expect(asking).toHaveBeenCalledTimes(2);
    await asked();
    expect(asking).toHaveBeenCalledTimes(2);
    await cluster.refreshMetadata();
    await asked();
    expect(asking).toHaveBeenCalledTimes(3);
  });

  it.each([2, 9])('refuses to write version %i, which it does not know', async (version) => {
    const broker = await client(version).cluster.findBroker({});
    expect(() => broker.lookupRequest(PRODUCE)(asked)).toThrow(`version ${version} `);
  });

  it('does not come to be where kafkajs is not as it was', () =>
    expect(() => packingProducer({ producer: () => undefined } as unknown as Kafka, {})).toThrow('2.2.4'));
});
