import * as http from 'node:http';
import * as https from 'node:https';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { testCertificate, until } from '@fuyuan/testing';
import { DestinationGuard, type Resolve } from '../guard/destination';
import { Sender, SendingStopped, type Line, type Sent } from './sender';

const TIMES = { connectMs: 400, answerMs: 500, totalMs: 900 };
const CERTIFICATE = testCertificate();
const rules = { allowedNetworks: ['127.0.0.0/8'], allowedPorts: [{ from: 1, to: 65_535 }], allowHttp: true };
const LOCAL: Resolve = async () => ['127.0.0.1'];

const senderWith = (resolve: Resolve = LOCAL, trusted: string | undefined = CERTIFICATE.cert) =>
  new Sender({ guard: new DestinationGuard(rules, resolve), times: TIMES, trusted });

const open: Server[] = [];
const lines: Line[] = [];
const sockets = new Set<Socket>();

/** The port of a server that ends with the test. */
async function listening(server: Server): Promise<number> {
  open.push(server);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

afterEach(async () => {
  lines.splice(0).forEach((line) => line.close());
  sockets.forEach((socket) => socket.destroy());
  await Promise.all(open.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

const letter = (url: string) => ({ url, headers: { 'webhook-id': 'one' }, text: '{"标题":"条例"}' });

function sendTo(url: string, sender = senderWith(), signal = new AbortController().signal): Promise<Sent> {
  const line = sender.open();
  lines.push(line);
  return line.send(letter(url), signal);
}

const answering = async (answer: http.RequestListener): Promise<string> =>
  `http://localhost:${await listening(http.createServer(answer))}/hook`;

/** A server that speaks no HTTP of its own. */
const speaking = async (speak: (socket: Socket) => void): Promise<string> =>
  `http://127.0.0.1:${await listening(createServer(speak))}/`;

describe('a receiver', () => {
  it('that takes it is told all of it, and nothing more', async () => {
    let told: unknown;
    const url = await answering((request, response) => {
      let text = '';
      request.on('data', (part) => (text += part));
      request.on('end', () => {
        told = { method: request.method, url: request.url, headers: request.headers, text };
        response.writeHead(204).end();
      });
    });
    expect(await sendTo(`${url}?system=oa`)).toMatchObject({ delivered: true, status: 204 });
    expect(told).toEqual({
      method: 'POST',
      url: '/hook?system=oa',
      headers: {
        ...{ host: new URL(url).host, connection: 'keep-alive', 'user-agent': 'Fuyuan-Webhooks' },
        ...{ 'webhook-id': 'one', 'content-length': '19' },
      },
      text: '{"标题":"条例"}',
    });
  });

  it('answers several on one connection; one that was closed meanwhile is opened again', async () => {
    let requests = 0;
    const ports = new Set<number | undefined>();
    const url = await answering((request, response) => {
      requests += 1;
      ports.add(request.socket.remotePort);
      request.resume().on('end', () => response.end('ok'));
      // As a receiver that closes idle connections, unheard.
      if (requests === 3) response.on('finish', () => setImmediate(() => request.socket.resetAndDestroy()));
    });
    const line = senderWith().open();
    lines.push(line);
    for (let nth = 0; nth < 5; nth += 1) {
      expect(await line.send(letter(url), new AbortController().signal)).toMatchObject({ delivered: true });
    }
    expect(ports.size).toBe(2);
  });

  it.each([
    [500, { code: 'status', status: 500, excerpt: '[31mno <b>way</b> 不行' }],
    [404, { code: 'status', status: 404, excerpt: '[31mno <b>way</b> 不行' }],
    [410, { code: 'gone', status: 410, excerpt: '[31mno <b>way</b> 不行' }],
  ])('that answers %i says why, cleaned', async (status, fault) => {
    const url = await answering((request, response) => {
      request.resume();
      response.writeHead(status).end(`\u001b[31mno\r\n\u202e<b>way</b>\u0000 不行\n`);
    });
    expect(await sendTo(url)).toMatchObject({ delivered: false, fault });
  });

  it('that redirects is not followed', async () => {
    let followed = 0;
    const elsewhere = await answering((_, response) => {
      followed += 1;
      response.end();
    });
    for (const status of [301, 302, 303, 307, 308]) {
      const url = await answering((_, response) => response.writeHead(status, { location: elsewhere }).end());
      expect(await sendTo(url)).toMatchObject({ fault: { code: 'redirect', status, detail: elsewhere } });
    }
    expect(followed).toBe(0);
  });

  it('may ask to be left alone for a while', async () => {
    const url = await answering((_, response) => response.writeHead(429, { 'retry-after': '120' }).end());
    expect(await sendTo(url)).toMatchObject({ fault: { code: 'status', status: 429 }, retryAfterMs: 120_000 });
  });

  it('that does not answer in time', async () => {
    const url = await answering(() => undefined);
    expect(await sendTo(url)).toMatchObject({ delivered: false, fault: { code: 'answer-timeout' } });
  });

  it('that never reads what it is sent', async () => {
    const url = await speaking((socket) => socket.pause());
    const line = senderWith().open();
    lines.push(line);
    const long = { ...letter(url), text: 'x'.repeat(8_000_000) };
    expect(await line.send(long, new AbortController().signal)).toMatchObject({ fault: { code: 'answer-timeout' } });
  });

  it('that goes on for ever having taken it, has taken it', async () => {
    let sent = 0;
    const url = await answering((_, response) => {
      const go = () => {
        while (!response.destroyed && response.write('x'.repeat(16_384))) sent += 1;
      };
      response.writeHead(200).on('drain', go);
      go();
    });
    expect(await sendTo(url)).toMatchObject({ delivered: true, status: 200 });
    await until('it is cut', () => [...sockets].every((socket) => socket.destroyed));
    expect(sent * 16_384).toBeLessThan(8_000_000);
  });

  it('that refuses for ever is cut', async () => {
    const url = await answering((_, response) => {
      const go = () => {
        while (!response.destroyed && response.write('不'.repeat(8_192))) continue;
      };
      response.writeHead(500).on('drain', go);
      go();
    });
    const sent = await sendTo(url);
    expect(sent).toMatchObject({ fault: { code: 'status', status: 500, excerpt: `${'不'.repeat(200)}…` } });
  });

  it('that refuses drop by drop', async () => {
    const url = await answering((_, response) => {
      response.writeHead(500);
      const timer = setInterval(() => response.write('.'), 50);
      response.on('close', () => clearInterval(timer));
    });
    expect(await sendTo(url)).toMatchObject({ fault: { code: 'total-timeout' } });
  });

  it('that hangs up, speaks nonsense, or sends headers without end', async () => {
    const hangsUp = await speaking((socket) => socket.once('data', () => socket.end()));
    expect(await sendTo(hangsUp)).toMatchObject({ fault: { code: 'cut' } });
    const nonsense = await speaking((socket) => socket.once('data', () => socket.end('220 mail.example.org\r\n')));
    expect(await sendTo(nonsense)).toMatchObject({ fault: { code: 'answer-malformed' } });
    const endless = await speaking((socket) =>
      socket.once('data', () => socket.write(`HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(10_000)}`)),
    );
    expect(await sendTo(endless)).toMatchObject({ fault: { code: 'answer-malformed', detail: 'HPE_HEADER_OVERFLOW' } });
  });

  it('that is not there', async () => {
    const port = await listening(createServer());
    await new Promise((resolve) => open.pop()?.close(resolve));
    expect(await sendTo(`http://127.0.0.1:${port}/`)).toMatchObject({ fault: { code: 'connection-refused' } });
    const unknown = Object.assign(new Error('no'), { code: 'ENOTFOUND', syscall: 'getaddrinfo' });
    const nobody = senderWith(() => Promise.reject(unknown));
    expect(await sendTo('https://nobody.example/', nobody)).toMatchObject({
      fault: { code: 'name-unknown', detail: 'ENOTFOUND' },
    });
    const silent = senderWith(() => new Promise(() => undefined));
    expect(await sendTo('https://nobody.example/', silent)).toMatchObject({ fault: { code: 'connect-timeout' } });
  });

  it('is let go of when the process stops', async () => {
    const url = await answering(() => stopping.abort());
    const stopping = new AbortController();
    await expect(sendTo(url, senderWith(), stopping.signal)).rejects.toThrow(SendingStopped);
    await expect(sendTo(url, senderWith(), stopping.signal)).rejects.toThrow(SendingStopped);
  });
});

describe('an address', () => {
  it('is asked for at each connection, and what was refused meanwhile is not connected to', async () => {
    const answers = [['127.0.0.1'], ['169.254.169.254'], ['127.0.0.1', '10.0.0.1']];
    let requests = 0;
    const url = await answering((_, response) => {
      requests += 1;
      response.end();
    });
    const changing = senderWith(async () => answers.shift() ?? []);
    expect(await sendTo(url, changing)).toMatchObject({ delivered: true });
    const refused = (detail: string) => ({ delivered: false, fault: { code: 'address-refused', detail } });
    expect(await sendTo(url, changing)).toMatchObject(refused('169.254.169.254 (never)'));
    expect(await sendTo(url, changing)).toMatchObject(refused('10.0.0.1 (not-public)'));
    expect(requests).toBe(1);
  });

  it('that is written out is checked too, and so is what configuration allows no more', async () => {
    expect(await sendTo('http://10.0.0.1/')).toMatchObject({ fault: { code: 'address-refused' } });
    expect(await sendTo('http://[::ffff:10.0.0.1]/')).toMatchObject({ fault: { code: 'address-refused' } });
    expect(await sendTo('ftp://localhost/')).toMatchObject({ fault: { code: 'address-refused', detail: 'scheme' } });
  });

  it('is never reached by a proxy of the environment', async () => {
    let asked = 0;
    const proxy = await answering((_, response) => {
      asked += 1;
      response.end();
    });
    const before = { ...process.env };
    Object.assign(process.env, { HTTP_PROXY: proxy, http_proxy: proxy, HTTPS_PROXY: proxy, ALL_PROXY: proxy });
    try {
      const url = await answering((_, response) => response.end());
      expect(await sendTo(url)).toMatchObject({ delivered: true });
      expect(asked).toBe(0);
    } finally {
      for (const name of ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY']) delete process.env[name];
      Object.assign(process.env, before);
    }
  });
});

describe('over TLS', () => {
  const secure = async (certificate = CERTIFICATE) =>
    listening(https.createServer(certificate, (request, response) => request.resume().on('end', () => response.end())));

  it('a receiver is known by its certificate', async () => {
    const port = await secure();
    expect(await sendTo(`https://localhost:${port}/`)).toMatchObject({ delivered: true });
    expect(await sendTo(`https://127.0.0.1:${port}/`)).toMatchObject({ delivered: true });
    expect(await sendTo(`https://other.example:${port}/`)).toMatchObject({
      fault: { code: 'tls', detail: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    });
  });

  it('and not taken where nobody vouches for it, or its time is over', async () => {
    const stranger = await secure(testCertificate());
    expect(await sendTo(`https://localhost:${stranger}/`)).toMatchObject({
      fault: { code: 'tls', detail: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    });
    const old = testCertificate('localhost', new Date('2020-01-01T00:00:00Z'));
    const over = senderWith(LOCAL, old.cert);
    expect(await sendTo(`https://localhost:${await secure(old)}/`, over)).toMatchObject({
      fault: { code: 'tls', detail: 'CERT_HAS_EXPIRED' },
    });
  });

  it('who does not speak it, or says nothing, is told apart', async () => {
    const plain = new URL(await answering((_, response) => response.end()));
    expect(await sendTo(`https://localhost:${plain.port}/`)).toMatchObject({ fault: { code: 'tls' } });
    const silent = new URL(await speaking(() => undefined));
    expect(await sendTo(`https://localhost:${silent.port}/`)).toMatchObject({ fault: { code: 'connect-timeout' } });
  });
});
