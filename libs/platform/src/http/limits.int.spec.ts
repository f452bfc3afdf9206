import { connect } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { Body, Controller, Get, Post, Req } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { AccountPace, createApp, createLog, createPlatform, type HttpOptions, Open, Text } from '..';

class Said {
  @Text({ max: 20 })
  reason!: string;
}

@Open()
@Controller('v1')
class DeskController {
  constructor(private readonly pace: AccountPace) {}

  @Get('who')
  who(@Req() { ip, protocol, host }: FastifyRequest) {
    return { ip, protocol, host };
  }

  @Post('say')
  say(@Body() said: Said): Said {
    this.pace.admit('office');
    return said;
  }
}

type Desk = Readonly<{ url: string; app: NestFastifyApplication }>;
const desks: NestFastifyApplication[] = [];
afterEach(() => Promise.all(desks.splice(0).map((app) => app.close())));

async function desk(
  http: HttpOptions,
  ratePerAccount: { requests: number; perMs: number } | null = null,
): Promise<Desk> {
  const platform = createPlatform(createLog({ level: 'silent' }));
  const app = await createApp(platform, [{ module: class {}, controllers: [DeskController] }], {
    http,
    ratePerAccount,
    docs: { title: 'desk', description: 'desk', version: '1' },
  });
  desks.push(app);
  await app.listen({ port: 0, host: '127.0.0.1' });
  return { app, url: await app.getUrl() };
}

const forged = (address: string) => ({ 'x-forwarded-for': address, 'x-forwarded-proto': 'https' });
const statuses = (asking: readonly (() => Promise<Response>)[]) =>
  asking.reduce<Promise<number[]>>(async (all, ask) => [...(await all), (await ask()).status], Promise.resolve([]));
const times = <T>(count: number, one: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => one(at));
const SLOW = { requests: 2, perMs: 3_600_000 };

describe('how often one may ask', () => {
  it('is told in both languages, with the time to wait, and never of health', async () => {
    const { url } = await desk({ ratePerAddress: SLOW });
    expect(await statuses(times(3, () => () => fetch(`${url}/v1/who`)))).toEqual([200, 200, 429]);

    const refused = await fetch(`${url}/v1/who`, { headers: { 'accept-language': 'en' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(1_700);
    expect(await refused.json()).toMatchObject({ code: 'too-many-requests', title: 'Too many requests' });
    expect(await (await fetch(`${url}/v1/who`)).json()).toMatchObject({ title: '请求过于频繁' });
    expect(await statuses(times(5, () => () => fetch(`${url}/health/live`)))).toEqual([200, 200, 200, 200, 200]);
  });

  it('is counted for a route of its own, however its address is written', async () => {
    const { url } = await desk({ ratesPerRoute: { '/v1/who': SLOW } });
    const ways = ['/v1/who', '/v1/%77ho?a=1', '/v1/who', '/v1/w%68o'];
    expect(await statuses(ways.map((way) => () => fetch(url + way)))).toEqual([200, 200, 429, 429]);
    expect((await fetch(`${url}/nothing`)).status).toBe(404);
  });

  it('is counted for an account by whoever knows it', async () => {
    const { url } = await desk({}, SLOW);
    const say = () =>
      fetch(`${url}/v1/say`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"reason":"x"}',
      });
    expect(await statuses(times(3, () => say))).toEqual([201, 201, 429]);
  });
});

describe('what is forwarded', () => {
  it('is not believed of anyone by default: an address of one’s own making neither counts nor is kept', async () => {
    const { url } = await desk({ ratePerAddress: SLOW });
    const asking = times(3, (at) => () => fetch(`${url}/v1/who`, { headers: forged(`203.0.113.${at}`) }));
    const first = await (asking[0] as () => Promise<Response>)();
    expect(await first.json()).toMatchObject({ ip: '127.0.0.1', protocol: 'http' });
    expect(first.headers.get('strict-transport-security')).toBeNull();
    expect(await statuses(asking.slice(1))).toEqual([200, 429]);
  });

  it('is not believed of a proxy that is not the named one', async () => {
    const { url } = await desk({ trustProxy: ['10.0.0.7'] });
    const answer = await fetch(`${url}/v1/who`, { headers: forged('203.0.113.1') });
    expect(await answer.json()).toMatchObject({ ip: '127.0.0.1', protocol: 'http' });
  });

  it('is believed of a named proxy, but only what that proxy itself saw', async () => {
    const { url } = await desk({ trustProxy: ['127.0.0.0/8'], ratePerAddress: SLOW });
    const answer = await fetch(`${url}/v1/who`, { headers: forged('198.51.100.9, 203.0.113.1') });
    expect(await answer.json()).toMatchObject({ ip: '203.0.113.1', protocol: 'https' });
    expect(answer.headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}$/);

    const asking = times(3, (at) => () => fetch(`${url}/v1/who`, { headers: forged(`198.51.100.${at}, 203.0.113.1`) }));
    expect(await statuses(asking)).toEqual([200, 429, 429]);
    expect((await fetch(`${url}/v1/who`, { headers: forged('203.0.113.2') })).status).toBe(200);
  });
});

describe('the headers that keep an answer safe', () => {
  it('stand on every kind of answer', async () => {
    const { url } = await desk({ bodyLimit: 100 });
    const json = { 'content-type': 'application/json' };
    const answers = await Promise.all([
      fetch(`${url}/v1/who`),
      fetch(`${url}/health/live`),
      fetch(`${url}/nothing`),
      fetch(`${url}/v1/%zz`),
      fetch(`${url}/v1/who`, { method: 'DELETE' }),
      fetch(`${url}/v1/say`, { method: 'POST', headers: json, body: '{' }),
      fetch(`${url}/v1/say`, { method: 'POST', headers: json, body: `"${'x'.repeat(200)}"` }),
      fetch(`${url}/v1/say`, { method: 'POST', body: 'x' }),
      fetch(`${url}/docs`),
      fetch(`${url}/docs-json`),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 400, 405, 400, 413, 415, 200, 200]);
    for (const { headers } of answers) {
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'x-permitted-cross-domain-policies': 'none',
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'") as string,
        'cache-control': expect.any(String) as string,
      });
      expect([headers.get('server'), headers.get('x-powered-by')]).toEqual([null, null]);
    }
  });

  it.each([
    ['what is no HTTP', 'no HTTP at all\r\n\r\n', 400],
    [
      'more headers than allowed',
      `GET /v1/who HTTP/1.1\r\nhost: a\r\nconnection: close\r\n${'a: b\r\n'.repeat(120)}\r\n`,
      431,
    ],
  ])('stand on the answer to %s', async (_, bytes, status) => {
    const { url } = await desk({});
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write(bytes);
    const answer = await textOf(socket);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toMatch(/^x-content-type-options: nosniff\r?$/im);
    expect(answer).toMatch(/^content-security-policy: default-src 'none'/im);
    expect(answer).toMatch(/^cache-control: no-store\r?$/im);
  });

  it('name what was asked for as a URI, whatever was sent', async () => {
    const { url } = await desk({});
    const answer = await fetch(`${url}/v1/%zz/<"é`);
    const { instance } = (await answer.json()) as { instance: string };
    expect(instance).toMatch(/^\/v1\/%25zz\/(%[0-9a-f]{2})+$/i);
    expect(URL.canParse(instance, url)).toBe(true);
  });
});
