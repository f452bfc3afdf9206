import { randomUUID } from 'node:crypto';
import net, { type Socket } from 'node:net';
import { describeWithKafka, startKafka } from '@fuyuan/testing';
import { WriterBroken } from './faults';
import { connect } from './kafka-options';
import { readTopic } from './read-topic';
import { settleTopics } from './topics';
import { TransactionalWriter } from './transactional-writer';

const silent = () => undefined;
const log = { error: silent, warn: silent, info: silent, debug: silent };

/** The number of the request in the protocol; its last byte says whether the transaction is committed. */
const END_TXN = 26;
const API_KEY_AT = 4;

/** Requests that end a transaction, as they leave: true, to commit. What comes back is lost while `cut`. */
const leaving = { ends: [] as boolean[], cut: false };

function watch(socket: Socket): Socket {
  const write = socket.write.bind(socket) as (data: Buffer, ...more: unknown[]) => boolean;
  const watched = (data: Buffer, ...more: unknown[]) => {
    const sent = write(data, ...more);
    if (data.length > API_KEY_AT + 2 && data.readInt16BE(API_KEY_AT) === END_TXN) {
      leaving.ends.push(data.at(-1) === 1);
      // It is sent, and then the connection is deaf and ends: the broker commits, and nobody hears of it.
      if (leaving.cut) socket.removeAllListeners('data').end();
    }
    return sent;
  };
  socket.write = watched;
  return socket;
}

describeWithKafka('a writer whose commit is not answered, on a real broker', () => {
  const real = net.connect.bind(net) as (...args: unknown[]) => Socket;

  beforeAll(() => {
    jest.spyOn(net, 'connect').mockImplementation((...args: unknown[]) => watch(real(...args)));
  });
  afterAll(() => jest.restoreAllMocks());

  it('neither aborts nor commits again; the next one finds what the broker did (K1, K2)', async () => {
    const kafka = connect({ brokers: (await startKafka()).brokers, clientId: 'lost-spec', log });
    const name = randomUUID();
    const [topic, checkpoint] = [`facts-${name}`, { topic: `checkpoints-${name}`, key: 'k' }];
    const plans = [topic, checkpoint.topic].map((each) => ({ topic: each, partitions: 1, replicas: 1, settings: {} }));
    await settleTopics(kafka, plans, true);
    const open = () => TransactionalWriter.open(kafka, { transactionalId: name, checkpoint });
    const message = (value: string) => ({ topic, key: 'k', value });

    const writer = await open();
    await writer.write([message('a')], '1');
    leaving.ends = [];
    leaving.cut = true;
    const first = await writer.write([message('b')], '2').catch((error: unknown) => error);
    expect(first).toBeInstanceOf(WriterBroken);
    // That the answer was lost, not what kafkajs says of a second end: nothing was tried after it.
    expect(String(first)).toMatch(/closed|timed? ?out/i);
    const second = await writer.write([message('c')], '3').catch((error: unknown) => error);
    expect(String(second)).toContain('met an error before');
    expect((second as Error).cause).toBe((first as Error).cause);
    leaving.cut = false;
    expect(leaving.ends.length).toBeGreaterThan(0);
    expect(leaving.ends).not.toContain(false);

    const next = await open();
    expect(next.checkpoint).toBe('2');
    await next.write([message('c')], '3');
    await next.close();
    const read: string[] = [];
    await readTopic(kafka, { topic, written: true }, ({ value }) => read.push(value));
    expect(read).toEqual(['a', 'b', 'c']);
  }, 60_000);
});
