import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { until } from '@fuyuan/testing';
import { frameOf, type FeedFrames, type Frames } from './feed-frames';
import { FeedStream } from './feed-stream';

const LARGE = 'x'.repeat(64 * 1024);

/** A feed without an end: what follows a place is always there. */
class Endless {
  asked = 0;

  after(_: string, place: { feed: string; nth: number }): Frames {
    this.asked += 1;
    const next = { ...place, nth: place.nth + 1, chain: 'c' };
    return { bytes: Buffer.from(frameOf(`${next.nth}`, { type: 'told', text: LARGE })), next, isOver: false };
  }
}

describe('a stream to one who reads slowly', () => {
  let server: Server;
  let raw: ServerResponse;
  let socket: Socket;
  const endless = new Endless();
  let stream: FeedStream;
  const failures: unknown[] = [];

  beforeAll(async () => {
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nhost: here\r\n\r\n');
    [, raw] = (await once(server, 'request')) as [unknown, ServerResponse];
    raw.writeHead(200);
    const frames = endless as unknown as FeedFrames;
    const place = { feed: 'unit.land.v1', nth: 0, chain: '' };
    const failed = (error: unknown) => void failures.push(error);
    stream = new FeedStream({ unitId: 'land', account: 'a', authorization: undefined, place, raw, frames, failed });
  });
  afterAll(() => {
    socket.destroy();
    server.close();
  });

  it('stops asking for more while what was written has not left', async () => {
    socket.pause();
    stream.ring();
    await until('it waits', () => raw.writableNeedDrain);
    const asked = endless.asked;
    for (let at = 0; at < 1_000; at += 1) stream.ring();
    expect(endless.asked).toBe(asked);
    expect(raw.writableLength).toBeLessThan(4 * LARGE.length);
  });

  it('goes on when it is taken', async () => {
    const asked = endless.asked;
    socket.resume();
    await until('more was asked for', () => endless.asked > asked + 3);
    socket.pause();
    await until('it waits again', () => raw.writableNeedDrain);
  });

  it('lets go of one who takes nothing for too long', async () => {
    stream.keepAlive(0, 60_000);
    expect(stream.isOver).toBe(false);
    stream.keepAlive(0, -1);
    expect(stream.isOver).toBe(true);
    expect(failures).toEqual([]);
  });
});

describe('one server-sent event', () => {
  it('is on lines of its own, also where the text were on several', () => {
    expect(frameOf('c', { type: 't', text: '{"a":"\u2028"}' })).toBe('id: c\nevent: t\ndata: {"a":"\u2028"}\n\n');
    expect(frameOf('c', { type: 't', text: '{\r\n"a":1\n}' })).toBe(
      'id: c\nevent: t\ndata: {\ndata: "a":1\ndata: }\n\n',
    );
  });
});
