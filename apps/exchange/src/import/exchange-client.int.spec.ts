import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { ExchangeClient } from './exchange-client';

type Reply = Readonly<{ status: number; headers?: Record<string, string>; body?: unknown }>;

const RECEIPT = { recorded: true, recordedAt: '2026-03-02T01:00:00.500Z' };
const BEFORE_SIGN_IN = { ...RECEIPT, recordedAt: '2020-01-01T00:00:00.000Z' };
const REPLAYED = { 'idempotent-replayed': 'true' };
const publication = { path: 'v1/law-notices', key: 'k', body: '{}' };

describe('a client of the exchange', () => {
  let server: http.Server;
  let client: ExchangeClient;
  /** What was asked, and with which token; each notice is answered by the next of the replies. */
  let asked: string[];
  let replies: Reply[];
  let waited: string[];

  beforeEach(async () => {
    asked = [];
    replies = [];
    waited = [];
    let tokens = 0;
    server = http.createServer((request, response) => {
      request.resume().on('end', () => {
        asked.push(`${request.url} ${request.headers.authorization ?? ''}`.trim());
        const isSignIn = request.url === '/v1/sign-in';
        if (isSignIn) tokens += 1;
        const reply: Reply | undefined = isSignIn
          ? { status: 200, body: { accessToken: `token-${tokens}` } }
          : replies.shift();
        if (!reply) return request.socket.destroy();
        response.writeHead(reply.status, { date: 'Mon, 02 Mar 2026 01:00:00 GMT', ...reply.headers });
        return response.end(JSON.stringify(reply.body ?? {}));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const address = { url, account: 'office', password: 'secret', language: 'zh', patienceMs: 2_000 } as const;
    client = new ExchangeClient(address, new AbortController().signal, (reason) => waited.push(reason));
  });
  afterEach(async () => {
    client.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('signs in once for all that wait', async () => {
    replies = [1, 2, 3].map(() => ({ status: 201, body: RECEIPT }));
    const published = [1, 2, 3].map(() => client.act(publication));
    expect(await Promise.all(published)).toEqual(['recorded', 'recorded', 'recorded']);
    expect(asked.filter((path) => path === '/v1/sign-in')).toHaveLength(1);
  });

  it('with a token that was given signs in nowhere, and ends when that token has expired', async () => {
    const { port } = server.address() as AddressInfo;
    const given = { account: '', password: '', token: 'given', language: 'zh', patienceMs: 2_000 } as const;
    const bearer = new ExchangeClient(
      { ...given, url: new URL(`http://127.0.0.1:${port}/`) },
      new AbortController().signal,
    );
    const expired = { status: 401, body: { code: 'token-expired', title: '令牌已过期' } };
    replies = [{ status: 200 }, { status: 201, body: RECEIPT }, expired];
    await bearer.signIn();
    expect(await bearer.act(publication)).toBe('recorded');
    await expect(bearer.act(publication)).rejects.toMatchObject({ code: 'token-expired' });
    bearer.close();
    expect(asked).toEqual(['/v1/me Bearer given', '/v1/law-notices Bearer given', '/v1/law-notices Bearer given']);
  });

  it('signs in again when the token has expired, and sends the notice again', async () => {
    replies = [{ status: 401 }, { status: 201, body: RECEIPT }];
    expect(await client.act(publication)).toBe('recorded');
    expect(asked).toEqual([
      '/v1/sign-in',
      '/v1/law-notices Bearer token-1',
      '/v1/sign-in',
      '/v1/law-notices Bearer token-2',
    ]);
  });

  it('does not sign in for ever', async () => {
    replies = [{ status: 401 }, { status: 401, body: { code: 'token-invalid', detail: 'no' } }];
    await expect(client.act(publication)).rejects.toMatchObject({ status: 401, code: 'token-invalid' });
  });

  it.each([429, 502, 503, 504])('asks again after HTTP %d', async (status) => {
    replies = [
      { status, headers: { 'retry-after': '0' } },
      { status: 201, body: RECEIPT },
    ];
    expect(await client.act(publication)).toBe('recorded');
    expect(waited).toEqual([expect.stringContaining(`HTTP ${status}`)]);
  });

  it('knows what was recorded before from what its own earlier try recorded', async () => {
    const tryAgain = { status: 503, headers: { 'retry-after': '0' } };
    replies = [{ status: 201, headers: REPLAYED, body: BEFORE_SIGN_IN }];
    expect(await client.act(publication)).toBe('already');
    replies = [tryAgain, { status: 201, headers: REPLAYED, body: RECEIPT }];
    expect(await client.act(publication)).toBe('recorded');
    replies = [tryAgain, { status: 201, headers: REPLAYED, body: BEFORE_SIGN_IN }];
    expect(await client.act(publication)).toBe('already');
  });

  it('knows what the record said already', async () => {
    replies = [{ status: 200, body: { recorded: false } }];
    expect(await client.act(publication)).toBe('already');
  });

  it('reads a record, and learns that there is none', async () => {
    replies = [{ status: 200, body: { unitId: 'panshi-court' } }, { status: 404 }];
    expect(await client.read('v1/units/panshi-court')).toEqual({ unitId: 'panshi-court' });
    expect(await client.read('v1/units/none')).toBeNull();
    expect(asked.slice(1)).toEqual(['/v1/units/panshi-court Bearer token-1', '/v1/units/none Bearer token-1']);
  });

  it('gives up an exchange that is away for longer than its patience', async () => {
    replies = [{ status: 503, headers: { 'retry-after': '3' } }];
    await expect(client.act(publication)).rejects.toMatchObject({ name: 'ExchangeAway' });
  });

  it('gives up a connection that breaks time and again', async () => {
    await expect(client.act(publication)).rejects.toMatchObject({ name: 'ExchangeAway' });
    expect(waited).toHaveLength(1);
  });

  it('takes a refusal with its fields for what it is', async () => {
    const errors = [{ field: 'norm.title', rule: 'text', message: '须为文本。' }];
    replies = [{ status: 400, body: { code: 'invalid-request', detail: '请修改。', errors } }];
    await expect(client.act(publication)).rejects.toMatchObject({
      code: 'invalid-request',
      message: '请修改。 norm.title: 须为文本。',
    });
  });

  it('takes no redirect and no answer of another kind of server', async () => {
    replies = [{ status: 302, headers: { location: 'http://127.0.0.1:1/' } }];
    await expect(client.act(publication)).rejects.toMatchObject({ status: 302, code: 'not-an-exchange' });
  });
});
