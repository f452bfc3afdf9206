import { once } from 'node:events';
import { connect } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  CalendarDate,
  createApp,
  createLog,
  createPlatform,
  Identifier,
  identifier,
  ListOf,
  Nested,
  Problem,
  ProblemCatalogue,
  type ProblemDocument,
  RulePipe,
  Text,
  text,
  Whole,
} from '..';

class Norm {
  @Text({ max: 20 })
  title!: string;

  @CalendarDate()
  promulgatedOn!: string;
}

class Notice {
  @Nested(() => Norm)
  norm!: Norm;

  @ListOf(text({ max: 5 }), { max: 3, optional: true })
  fields?: string[];
}

class Page {
  @Whole({ min: 1, max: 100 })
  limit = 20;
}

class Key {
  @Identifier()
  id!: string;
}

class StoreAway extends Error {}

class RuleBroken extends Error {
  override readonly name = 'RuleBroken';
  readonly rule = 'notice.withdrawn';
}

@Controller('v1/notices')
class NoticeController {
  @Post()
  publish(@Body() notice: Notice): Notice {
    return notice;
  }

  @Get()
  all(@Query() page: Page): Page {
    return page;
  }

  @Get(':id')
  one(@Param() { id }: Key): { id: string } {
    return { id };
  }

  @Get(':id/history')
  @Header('cache-control', 'private')
  history(@Param('id', new RulePipe(identifier())) id: string): { id: string } {
    return { id };
  }

  @Post(':id/withdraw')
  withdraw(): void {
    throw new RuleBroken('Already withdrawn.');
  }

  @Post(':id/store')
  store(): void {
    throw new StoreAway();
  }

  @Post(':id/broken')
  @HttpCode(200)
  broken(): void {
    throw new Error('the password of the database is hunter2');
  }
}

const MEBIBYTE = 1_048_576;
const problems = new ProblemCatalogue()
  .register({
    'store-away': {
      status: 503,
      title: { zh: '存储不可用', en: 'The store is away' },
      detail: { zh: '稍后再试。', en: 'Later.' },
    },
  })
  .registerRules({ 'notice.withdrawn': { zh: '通报已撤回。', en: 'The notice is withdrawn.' } })
  .map((error) =>
    error instanceof StoreAway ? new Problem('store-away', { headers: { 'retry-after': '5' } }) : undefined,
  );

describe('a process over HTTP', () => {
  const lines: Record<string, unknown>[] = [];
  let app: NestFastifyApplication;
  let address: string;
  let port: number;

  beforeAll(async () => {
    const log = createLog({ to: { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) } });
    app = await createApp(createPlatform(log, problems), [{ module: class {}, controllers: [NoticeController] }], {
      metricsToken: 'a-token-of-the-collector',
      http: { bodyLimit: MEBIBYTE },
    });
    await app.listen({ port: 0, host: '127.0.0.1' });
    address = await app.getUrl();
    port = Number(new URL(address).port);
  });
  afterAll(() => app.close());
  beforeEach(() => void lines.splice(0));

  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(address + path, init);
    return { answer, body: (await answer.json()) as ProblemDocument };
  };
  const post = (body: string | Buffer, headers: Record<string, string> = {}, path = '/v1/notices') =>
    ask(path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
  /** Speaks bytes, not HTTP; answers what came back until the other side closed. */
  const speak = async (bytes: string): Promise<string> => {
    const socket = connect(port, '127.0.0.1');
    socket.write(bytes);
    return textOf(socket);
  };
  const notice = { norm: { title: '民法典', promulgatedOn: '2020-05-28' } };

  it('answers what is in order, with what every answer carries', async () => {
    const { answer, body } = await post(JSON.stringify(notice), { 'x-correlation-id': 'import.7' });
    expect([answer.status, body]).toEqual([201, notice]);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'x-correlation-id': 'import.7',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'") as string,
      'cache-control': 'no-store',
    });
    expect(lines).toEqual([
      expect.objectContaining({
        msg: 'request',
        method: 'POST',
        route: '/v1/notices',
        status: 201,
        correlationId: 'import.7',
      }),
    ]);
  });

  it('lets a route say otherwise of its own answers', async () => {
    const { answer } = await ask('/v1/notices/ab/history');
    expect(answer.headers.get('cache-control')).toBe('private');
  });

  it.each([
    ['{"norm":', 400, 'malformed-json'],
    ['', 400, 'empty-body'],
    ['{"__proto__": {"norm": {}}}', 400, 'malformed-json'],
    ['{"norm": {"\\u005f_proto__": {"title": "x"}}}', 400, 'malformed-json'],
    ['{"constructor": {"prototype": {"a": 1}}}', 400, 'malformed-json'],
    ['[]', 400, 'invalid-request'],
    ['null', 400, 'invalid-request'],
    ['"text"', 400, 'invalid-request'],
    [Buffer.from([0x22, 0xc3, 0xf1, 0xb7, 0xa8, 0x22]), 400, 'malformed-json'],
    ['['.repeat(100_000), 400, 'malformed-json'],
  ])('%#: refuses the body %j', async (sent, status, code) => {
    const { answer, body } = await post(sent);
    expect([answer.status, body.code]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  });

  it('names each field at fault by its path and rule', async () => {
    const { body } = await post(
      JSON.stringify({ norm: { title: '  ', promulgatedOn: '2026-02-30', level: 1 }, fields: ['甲', 5], extra: true }),
    );
    expect(body).toMatchObject({ status: 400, code: 'invalid-request', type: 'urn:fuyuan:problem:invalid-request' });
    expect(body.errors?.map(({ field, rule }) => `${field} ${rule}`)).toEqual([
      'extra unknown-field',
      'norm.level unknown-field',
      'norm.title text.blank',
      'norm.promulgatedOn calendar-date',
      'fields[1] text',
    ]);
  });

  it.each([
    ['/v1/notices?limit=101', 'limit whole'],
    ['/v1/notices?limit=1&limit=2', 'limit whole'],
    ['/v1/notices?other=1', 'other unknown-field'],
    ['/v1/notices/NOT-A-KEY', 'id identifier'],
    ['/v1/notices/a%0d%0aSet-Cookie:%20x/history', 'id identifier'],
    ['/v1/notices/..%2f..%2fetc%2fpasswd', 'id identifier'],
    ['/v1/notices/%00%00', 'id identifier'],
  ])('checks what stands in the address: %s', async (path, fault) => {
    const { answer, body } = await ask(path);
    expect(answer.status).toBe(400);
    expect(body.errors?.map(({ field, rule }) => `${field} ${rule}`)).toEqual([fault]);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it.each([
    ['GET', '/nothing', 404, 'not-found'],
    ['DELETE', '/v1/notices/ab', 405, 'method-not-allowed'],
    ['GET', '/v1/notices/%zz', 400, 'malformed-url'],
    ['GET', `/v1/notices/${'a'.repeat(201)}`, 414, 'url-too-long'],
  ])('%s %s leaves as a problem: %d', async (method, path, status, code) => {
    const { answer, body } = await ask(path, { method });
    expect([answer.status, body.status, body.code]).toEqual([status, status, code]);
    expect(body.correlationId).toBe(answer.headers.get('x-correlation-id'));
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    if (status === 405) expect(answer.headers.get('allow')).toBe('GET, HEAD');
    expect(lines).toContainEqual(expect.objectContaining({ msg: 'request', status }));
  });

  it.each([
    'text/plain',
    'application/xml',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    '',
  ])('refuses a body of %j', async (type) => {
    const { answer, body } = await post(JSON.stringify(notice), { 'content-type': type });
    expect([answer.status, body.code]).toEqual([415, 'unsupported-media-type']);
  });

  it.each([
    ['zh-CN,zh;q=0.9', 'zh', '未找到'],
    ['en-US,en;q=0.9', 'en', 'Not found'],
    ['fr', 'zh', '未找到'],
    ['en;q=0.1, zh;q=0.9', 'zh', '未找到'],
  ])('speaks the language of %s', async (header, language, title) => {
    const { answer, body } = await ask('/nothing', { headers: { 'accept-language': header } });
    expect([answer.headers.get('content-language'), answer.headers.get('vary'), body.title]).toEqual([
      language,
      'Accept-Language',
      title,
    ]);
  });

  it('says which rule of the model forbids it', async () => {
    const { answer, body } = await post('{}', { 'accept-language': 'en' }, '/v1/notices/ab/withdraw');
    expect(answer.status).toBe(409);
    expect(body).toMatchObject({ code: 'rule-broken', rule: 'notice.withdrawn', detail: 'The notice is withdrawn.' });
  });

  it('says what the app says of its own errors, with their headers', async () => {
    const { answer, body } = await post('{}', {}, '/v1/notices/ab/store');
    expect([answer.status, body.code, answer.headers.get('retry-after')]).toEqual([503, 'store-away', '5']);
  });

  it('keeps what went wrong inside to the log, once, under the id that the caller gets', async () => {
    const { answer, body } = await post('{}', {}, '/v1/notices/ab/broken');
    expect([answer.status, body.code]).toEqual([500, 'internal-error']);
    expect(JSON.stringify(body)).not.toMatch(/hunter2|Error|at /);
    const told = lines.filter(({ level }) => level === 'error');
    expect(told).toEqual([
      expect.objectContaining({
        correlationId: body.correlationId,
        err: expect.objectContaining({ message: 'the password of the database is hunter2' }) as object,
      }),
    ]);
  });

  it.each([
    ['with its length told', (body: string) => `content-length: ${100 * MEBIBYTE}\r\n\r\n${body}`],
    ['in chunks', (body: string) => `transfer-encoding: chunked\r\n\r\n${MEBIBYTE.toString(16)}\r\n${body}`],
  ])('refuses 100 MB %s early, without holding them', async (_, after) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    const before = process.memoryUsage.rss();
    const piece = 'x'.repeat(MEBIBYTE);
    let sent = 1;
    socket.write(`POST /v1/notices HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n${after(piece)}`);
    socket.on('drain', () => {
      if (sent >= 100 || socket.destroyed) return;
      sent += 1;
      socket.write(_ === 'in chunks' ? `\r\n${MEBIBYTE.toString(16)}\r\n${piece}` : piece);
    });
    const [first] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();

    expect(first.toString()).toMatch(/^HTTP\/1\.1 413 /);
    expect(first.toString()).toContain('"code":"body-too-large"');
    expect(first.toString().toLowerCase()).toContain('connection: close');
    expect(sent).toBeLessThan(20);
    expect(process.memoryUsage.rss() - before).toBeLessThan(40 * MEBIBYTE);
  });

  it.each([
    ['headers too large', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 431, 'headers-too-large'],
    ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400, 'bad-request'],
    ['a line feed in a header', 'GET / HTTP/1.1\r\nhost: a\r\nx: a\nb\r\n\r\n', 400, 'bad-request'],
    ['two lengths', 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n', 400, 'bad-request'],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n',
      400,
      'bad-request',
    ],
  ])('answers %s with a problem, and closes', async (_, bytes, status, code) => {
    const answer = await speak(bytes);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head).toMatch(/^content-type: application\/problem\+json; charset=utf-8\r?$/im);
    expect(JSON.parse(body)).toMatchObject({ status, code });
  });

  it.each(['authorization', 'content-type', 'if-match', 'idempotency-key', 'x-correlation-id'])(
    'refuses a second header %s',
    async (name) => {
      const answer = await speak(
        `GET /v1/notices HTTP/1.1\r\nhost: a\r\nconnection: close\r\n${name}: a\r\n${name}: b\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      expect(answer).toContain('"code":"duplicate-header"');
    },
  );

  describe('its figures', () => {
    const figures = (headers: Record<string, string> = {}) => fetch(`${address}/metrics`, { headers });

    it('count each request by method, route and status', async () => {
      await ask('/v1/notices/ab');
      await ask('/nothing/at/all');
      const text = await (await figures()).text();
      expect(text).toMatch(
        /http_request_duration_seconds_count\{method="GET",route="\/v1\/notices\/:id",status="200"\} \d+/,
      );
      expect(text).toMatch(/http_request_duration_seconds_count\{method="GET",route="unmatched",status="404"\} \d+/);
      expect(text).toContain('process_resident_memory_bytes');
    });

    it('are for this machine, or for who holds the token', async () => {
      const elsewhere = { 'x-forwarded-for': '203.0.113.7' };
      expect((await figures(elsewhere)).status).toBe(401);
      for (const header of ['forwarded', 'x-real-ip', 'x-forwarded-host', 'x-forwarded-proto', 'via'])
        expect((await figures({ [header]: 'a proxy said so' })).status).toBe(401);
      expect((await figures({ ...elsewhere, authorization: 'Bearer wrong' })).status).toBe(401);
      expect((await figures({ ...elsewhere, authorization: 'Bearer a-token-of-the-collector' })).status).toBe(200);
    });
  });
});
