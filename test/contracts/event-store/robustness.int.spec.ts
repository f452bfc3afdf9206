import { connect as connectTcp } from 'node:net';
import { request } from 'node:http';
import { connect as connectHttp2, constants } from 'node:http2';
import { status } from '@grpc/grpc-js';
import { EventStoreDBClient } from '@eventstore/db-client';
import { freshStream, numbered, onlyEmbedded, storeUnderTest } from './event-store';
import { Delivered, all } from './reading';
import { seededRandom } from './seeded-random';

const store = storeUnderTest();
const { bytes: randomBytes, below: randomBelow } = seededRandom('robustness');

/** The store answers, and what a bystander has open goes on. */
async function aliveAfter(harm: () => Promise<void>): Promise<void> {
  const stream = freshStream();
  const bystander = new Delivered(store.client.subscribeToStream(stream));
  await bystander.live();
  await harm();
  await store.client.appendToStream(stream, numbered(1));
  await bystander.atLeast(1);
  expect(await all(store.client.readStream(stream))).toHaveLength(1);
  await bystander.stop();
}

/** Sends bytes, then waits until the other side has closed or a moment has passed; returns what came back. */
function send(...parts: (Buffer | string)[]): Promise<Buffer> {
  const { host, port } = store.address;
  return new Promise((resolve) => {
    const socket = connectTcp(port, host);
    const came: Buffer[] = [];
    socket.setTimeout(300, () => socket.destroy());
    socket.on('data', (data) => came.push(data));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Buffer.concat(came)));
    for (const part of parts) socket.write(part);
  });
}

/** A gRPC call below the client: any path, any bytes. Resolves with grpc-status, or how the stream ended. */
function call(path: string, body: Buffer, { ends = true } = {}): Promise<string> {
  const { host, port } = store.address;
  return new Promise((resolve) => {
    const session = connectHttp2(`http://${host}:${port}`);
    const done = (answer: string) => {
      resolve(answer);
      session.destroy();
    };
    session.on('error', () => done('connection lost'));
    const call = session.request({
      [constants.HTTP2_HEADER_METHOD]: 'POST',
      [constants.HTTP2_HEADER_PATH]: path,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    let answered: string | undefined;
    const note = (headers: Record<string, unknown>) => (answered ??= headers['grpc-status'] as string | undefined);
    call.on('response', note);
    call.on('trailers', note);
    call.on('error', () => undefined);
    call.on('close', () => done(answered ?? `closed ${call.rstCode}`));
    call.resume();
    call.setTimeout(2_000, () => done('no answer'));
    if (ends) call.end(body);
    else call.write(body, () => setTimeout(() => call.close(constants.NGHTTP2_CANCEL), 50));
  });
}

const frame = (payload: Buffer, length = payload.length, compressed = 0): Buffer => {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt8(compressed, 0);
  prefix.writeUInt32BE(length >>> 0, 1);
  return Buffer.concat([prefix, payload]);
};

const STREAMS = '/event_store.client.streams.Streams';
const PERSISTENT = '/event_store.client.persistent_subscriptions.PersistentSubscriptions';
const METHODS = [
  ...['Read', 'Append', 'BatchAppend', 'Delete', 'Tombstone'].map((method) => `${STREAMS}/${method}`),
  ...['Create', 'Update', 'Delete', 'Read', 'GetInfo', 'List', 'ReplayParked'].map(
    (method) => `${PERSISTENT}/${method}`,
  ),
  '/event_store.client.gossip.Gossip/Read',
  '/event_store.client.server_features.ServerFeatures/GetSupportedMethods',
];
const below = onlyEmbedded('it goes below the client and may disturb a server that others use');

below('bytes that are no gRPC', () => {
  it('noise', () =>
    aliveAfter(async () => {
      for (const size of [1, 9, 100, 16_384, 300_000]) await send(randomBytes(size));
    }));

  it('HTTP/1.1', () =>
    aliveAfter(async () => {
      await send('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
      const { host, port } = store.address;
      await new Promise<void>((done) => {
        const asked = request({ host, port, method: 'POST', path: `${STREAMS}/Append`, timeout: 1_000 }, () => done());
        asked.on('error', () => done()).on('timeout', () => asked.destroy());
        asked.end('{}');
      });
    }));

  it('HTTP/2 that breaks its own rules', () =>
    aliveAfter(async () => {
      const preface = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
      await send(preface, Buffer.from('00000004000000000000', 'hex'), randomBytes(2_000));
      await send(preface, Buffer.from('ffffff0104ffffffff', 'hex'));
      await send(preface.slice(0, 12));
    }));

  it('a TLS greeting to a store without TLS', () =>
    aliveAfter(async () => void (await send(Buffer.from('16030100c8010000c40303', 'hex'), randomBytes(200)))));

  it('two hundred connections that say nothing', () =>
    aliveAfter(async () => void (await Promise.all(Array.from({ length: 200 }, () => send())))));
});

below('gRPC that is broken', () => {
  it.each(METHODS)('%s: cut frames, wrong lengths, no sense', (path) =>
    aliveAfter(async () => {
      const bodies = [
        Buffer.alloc(0),
        frame(Buffer.alloc(0)),
        frame(Buffer.from([0x0a])),
        frame(Buffer.from('0affffffffffffffffff01', 'hex')),
        frame(randomBytes(200)),
        frame(Buffer.from('x'), 1_000),
        frame(Buffer.from('x'), 0xffffffff),
        frame(randomBytes(40), 40, 1),
        Buffer.from([0, 0, 0]),
      ];
      for (const body of bodies) expect(await call(path, body)).not.toBe('no answer');
      await call(path, frame(Buffer.from([0x0a])), { ends: false });
    }),
  );

  it('random messages to every method, some cut off in the middle', async () => {
    const rounds = 150;
    await aliveAfter(async () => {
      for (let round = 0; round < rounds; round++) {
        const path = METHODS[randomBelow(METHODS.length)] ?? '';
        const payload = randomBytes(randomBelow(400));
        await call(path, frame(payload), { ends: randomBelow(4) > 0 });
      }
    });
  }, 60_000);

  it('a message far larger than any append is refused, not gathered', () =>
    aliveAfter(async () => {
      const answer = await call(`${STREAMS}/BatchAppend`, frame(Buffer.alloc(24 * 1024 * 1024)));
      const refused = [String(status.RESOURCE_EXHAUSTED), 'closed 0', 'closed 8', 'closed 11', 'connection lost'];
      expect(refused).toContain(answer);
    }));
});

below('what the store does not do', () => {
  it.each([
    ['/event_store.client.projections.Projections/Create'],
    ['/event_store.client.users.Users/Create'],
    ['/event_store.client.operations.Operations/StartScavenge'],
    ['/event_store.client.monitoring.Monitoring/Stats'],
    ['/event_store.client.streams.Streams/Rewrite'],
    ['/no.such.Service/AtAll'],
  ])('%s: UNIMPLEMENTED', async (path) => {
    expect(await call(path, frame(Buffer.alloc(0)))).toBe(String(status.UNIMPLEMENTED));
  });

  it('is refused to the client by name', async () => {
    const asked = store.client.createProjection('sums', 'fromAll()');
    await expect(asked).rejects.toMatchObject({ code: status.UNIMPLEMENTED });
  });
});

describe('a deadline that has passed', () => {
  it('is told, and does not disturb what comes after', async () => {
    const stream = freshStream();
    const late = store.client.appendToStream(stream, numbered(1), { deadline: -60_000 });
    await expect(late).rejects.toMatchObject({ type: 'deadline-exceeded' });
    await expect(store.client.appendToStream(stream, numbered(1))).resolves.toMatchObject({ nextExpectedRevision: 0n });
  });
});

describe('callers that go away', () => {
  it('subscriptions that are left, one after the other, do not disturb what comes after', async () => {
    const stream = freshStream();
    await store.client.appendToStream(stream, numbered(500));
    for (let round = 0; round < 30; round++) {
      const delivered = new Delivered(store.client.subscribeToStream(stream));
      await delivered.atLeast(1);
      await delivered.stop();
    }
    expect(await all(store.client.readStream(stream))).toHaveLength(500);
  });

  it('a client that vanishes with everything open', async () => {
    const stream = freshStream();
    await store.client.appendToStream(stream, numbered(10));
    for (let round = 0; round < 10; round++) {
      const client = EventStoreDBClient.connectionString(store.connectionString);
      const open = [client.subscribeToAll(), client.subscribeToStream(stream)].map(
        (one) => new Delivered(one as never),
      );
      await open[1]?.atLeast(10);
      await client.dispose();
    }
    await expect(store.client.appendToStream(stream, numbered(1))).resolves.toMatchObject({
      nextExpectedRevision: 10n,
    });
  });
});
