import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp, createLog, createPlatform } from '@fuyuan/platform';
import { IdentityModule, oidcOptionsOf, openIdentity } from '..';
import { KEY_TIMING } from './issuer-keys';

type Key = { kid: string; alg: string; private: KeyObject; jwk: object };
type Answer = { status: number; code?: string; roles?: string[]; account?: string; person?: string; issuer?: string };

const MINUTE = 60_000;
const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

function keyOf(
  kid: string,
  { publicKey, privateKey }: { publicKey: KeyObject; privateKey: KeyObject },
  alg: string,
): Key {
  return { kid, alg, private: privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig' } };
}
const ec = (kid: string): Key => keyOf(kid, generateKeyPairSync('ec', { namedCurve: 'P-256' }), 'ES256');
const rsa = (kid: string, modulusLength: number): Key =>
  keyOf(kid, generateKeyPairSync('rsa', { modulusLength }), 'RS256');

/** An issuer of its own, over HTTP on this machine; what it does wrong is set by each test. */
class TestIssuer {
  keys: object[] = [];
  /** Answers in place of its own. */
  discovery: object | undefined;
  jwks: string | undefined;
  /** Held back until `release`. */
  slow = false;
  asked = { discovery: 0, jwks: 0 };
  private held: (() => void)[] = [];
  private port = 0;
  private readonly server: Server = createServer((request, response) => {
    const isDiscovery = request.url?.endsWith('openid-configuration') ?? false;
    this.asked[isDiscovery ? 'discovery' : 'jwks'] += 1;
    const body = isDiscovery ? this.about() : (this.jwks ?? JSON.stringify({ keys: this.keys }));
    const answer = () => void response.setHeader('content-type', 'application/json').end(body);
    if (this.slow && !isDiscovery) this.held.push(answer);
    else answer();
  });

  private about(): string {
    return JSON.stringify(this.discovery ?? { issuer: this.url, jwks_uri: `${this.url}/keys` });
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** On the port that it had before, if any. */
  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  release(): void {
    this.slow = false;
    for (const answer of this.held.splice(0)) answer();
  }

  token(key: Key, claims: object = {}, header: object = {}): string {
    const now = Math.floor(Date.now() / 1000);
    const who = {
      sub: 'u-1001',
      name: '张伟',
      unit: 'city-court',
      realm_access: { roles: ['officer', 'offline_access'] },
    };
    const all = { iss: this.url, aud: 'fuyuan', iat: now, exp: now + 600, ...who, ...claims };
    const input = `${encoded({ alg: key.alg, typ: 'at+jwt', kid: key.kid, ...header })}.${encoded(all)}`;
    const how = key.alg === 'ES256' ? { key: key.private, dsaEncoding: 'ieee-p1363' as const } : key.private;
    return `${input}.${sign('sha256', Buffer.from(input), how).toString('base64url')}`;
  }
}

describe('tokens of another issuer', () => {
  const key = ec('k1');
  let issuer: TestIssuer;
  let dataDir: string;
  let app: NestFastifyApplication;
  let url: string;
  let moment: number;
  let lines: Record<string, unknown>[];

  async function exchange(patience = KEY_TIMING.patience): Promise<void> {
    const options = { dataDir, issuer: 'fuyuan', audience: 'fuyuan', lifetimeMs: 15 * MINUTE, now: () => moment };
    const claims = 'roles=realm_access.roles';
    const oidc = oidcOptionsOf({ issuer: issuer.url, audience: 'fuyuan', claims, algorithms: ['ES256', 'RS256'] });
    const timing = { ...KEY_TIMING, patience };
    const identity = await openIdentity({ ...options, oidc: { ...oidc, timing } });
    const platform = createPlatform(createLog({ to: { write: (line) => void lines.push(JSON.parse(line) as never) } }));
    app = await createApp(platform, [IdentityModule.forRoot(identity)]);
    await app.listen({ port: 0, host: '127.0.0.1' });
    url = await app.getUrl();
  }
  const ask = async (path: string, init: RequestInit = {}): Promise<Answer & Record<string, unknown>> => {
    const answer = await fetch(url + path, init);
    return { ...((await answer.json()) as object), status: answer.status };
  };
  const me = (token: string) => ask('/v1/me', { headers: { authorization: `Bearer ${token}` } });
  const said = (msg: string) => lines.filter((line) => line.msg === msg);

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'fuyuan-oidc-'));
    [moment, lines, issuer] = [Date.now(), [], new TestIssuer()];
    issuer.keys = [key.jwk];
    await issuer.start();
  });
  afterEach(async () => {
    issuer.release();
    await app.close();
    await issuer.stop();
    rmSync(dataDir, { recursive: true });
  });

  it('say who asks; roles that are the issuer’s own affair are left aside', async () => {
    await exchange();
    expect(await me(issuer.token(key))).toEqual({
      status: 200,
      account: 'u-1001',
      person: '张伟',
      unit: 'city-court',
      roles: ['officer'],
    });
    expect(await me(issuer.token(key, { name: undefined }))).toMatchObject({ status: 200, person: 'u-1001' });
    expect((await ask('/health/ready')).status).toBe(200);
  });

  it('leave who lost the role without any right, and still say who it is', async () => {
    await exchange();
    for (const realm_access of [{ roles: [] }, { roles: ['admin'] }, {}, undefined]) {
      expect(await me(issuer.token(key, { realm_access }))).toMatchObject({ status: 200, roles: [] });
    }
  });

  const now = () => Math.floor(moment / 1000);
  const refusals: [string, () => string, string][] = [
    ['of another issuer', () => issuer.token(key, { iss: 'https://other.test' }), 'token-wrong-issuer'],
    ['for another audience', () => issuer.token(key, { aud: 'another-system' }), 'token-wrong-audience'],
    ['expired', () => issuer.token(key, { exp: now() - 10 }), 'token-expired'],
    ['not valid yet', () => issuer.token(key, { nbf: now() + 60 }), 'token-not-yet-valid'],
    ['without an end', () => issuer.token(key, { exp: undefined }), 'token-claims'],
    ['without a subject', () => issuer.token(key, { sub: undefined }), 'token-claims'],
    ['without a unit', () => issuer.token(key, { unit: undefined }), 'token-claims'],
    ['with a unit of no form', () => issuer.token(key, { unit: '../court' }), 'token-claims'],
    ['with a unit that is a list', () => issuer.token(key, { unit: ['city-court'] }), 'token-claims'],
    ['made for another use', () => issuer.token(key, {}, { typ: 'logout+jwt' }), 'token-claims'],
    ['of another key under that name', () => issuer.token({ ...ec('x'), kid: 'k1' }), 'token-bad-signature'],
    [
      'with no signature',
      () => `${encoded({ alg: 'none', kid: 'k1' })}.${encoded({ sub: 'x' })}.`,
      'token-wrong-algorithm',
    ],
    ['signed with the public key as a secret', () => hmacToken(), 'token-wrong-algorithm'],
    ['by an algorithm that is not configured', () => issuer.token(key, {}, { alg: 'ES384' }), 'token-wrong-algorithm'],
    ['that is too long', () => issuer.token(key, { extra: 'x'.repeat(9_000) }), 'token-malformed'],
  ];
  const hmacToken = (): string => {
    const input = `${encoded({ alg: 'HS256', kid: 'k1' })}.${encoded({ iss: issuer.url, aud: 'fuyuan', sub: 'x', exp: 4e9 })}`;
    const pem = createPublicKey({ key: key.jwk as never, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    return `${input}.${createHmac('sha256', pem).update(input).digest('base64url')}`;
  };
  it('are refused, each for its reason', async () => {
    await exchange();
    for (const [what, token, code] of refusals) {
      const answer = await me(token());
      expect({ what, status: answer.status, code: answer.code }).toEqual({ what, status: 401, code });
    }
  });

  it('are taken while clocks differ by no more than is allowed', async () => {
    await exchange();
    expect((await me(issuer.token(key, { exp: now() - 3 }))).status).toBe(200);
    expect((await me(issuer.token(key, { nbf: now() + 3 }))).status).toBe(200);
  });

  it('of a new key are taken after one look for all; an unknown key does not make us ask without end', async () => {
    await exchange();
    expect((await me(issuer.token(key))).status).toBe(200);
    const next = ec('k2');
    issuer.keys = [next.jwk, key.jwk];
    moment += KEY_TIMING.cooldown;
    const asked = issuer.asked.jwks;
    const answers = await Promise.all(Array.from({ length: 10 }, (_, at) => me(issuer.token(next, { jti: at }))));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(issuer.asked.jwks).toBe(asked + 1);

    for (let at = 0; at < 20; at += 1) {
      expect(await me(issuer.token(ec(`made-up-${at}`)))).toMatchObject({ status: 401, code: 'token-unknown-key' });
    }
    expect(issuer.asked.jwks).toBe(asked + 1);
  });

  it('end with their key: one that the issuer withdrew is known no more within six minutes', async () => {
    await exchange();
    const token = issuer.token(key, { exp: now() + 3_600 });
    expect((await me(token)).status).toBe(200);
    issuer.keys = [ec('k2').jwk];
    moment += KEY_TIMING.freshFor + 1_000;
    // The first look after that fetches the keys beside the answer.
    await me(token);
    await untilAsked(2);
    moment += MINUTE;
    expect(await me(token)).toMatchObject({ status: 401, code: 'token-unknown-key' });
  });

  it('end with their key also where the clock was set back meanwhile', async () => {
    await exchange();
    const token = issuer.token(key);
    expect((await me(token)).status).toBe(200);
    issuer.keys = [ec('k2').jwk];
    moment -= 12 * 60 * MINUTE;
    await me(token);
    await untilAsked(2);
    moment += MINUTE;
    expect(await me(token)).toMatchObject({ status: 401, code: 'token-unknown-key' });
  });

  it('are not taken of a key that is weak, shared or private, and the log says so; a good key beside it works', async () => {
    const weak = rsa('weak', 1024);
    issuer.keys = [
      weak.jwk,
      { kty: 'oct', k: 'c2VjcmV0', kid: 'oct' },
      { ...ec('p').private.export({ format: 'jwk' }), kid: 'p' },
      key.jwk,
    ];
    await exchange();
    expect(await me(issuer.token(weak))).toMatchObject({ status: 401, code: 'token-unknown-key' });
    expect((await me(issuer.token(key))).status).toBe(200);
    const [line] = said('keys of the issuer are not used');
    expect((line?.refused as { kid: string }[]).map(({ kid }) => kid)).toEqual(['weak', 'oct', 'p']);
  });

  const strong = rsa('strong', 2048);
  it('are taken of an RSA key of 2048 bits', async () => {
    issuer.keys = [strong.jwk];
    await exchange();
    expect((await me(issuer.token(strong))).status).toBe(200);
  });

  it.each([
    ['is empty', () => (issuer.keys = [])],
    ['holds only a weak key', () => (issuer.keys = [rsa('weak', 1024).jwk])],
    ['is no set', () => (issuer.jwks = '[]')],
    ['is no JSON', () => (issuer.jwks = '<html>')],
    ['is too long', () => (issuer.jwks = JSON.stringify({ keys: [key.jwk], more: 'x'.repeat(600_000) }))],
    [
      'is said to be of another issuer',
      () => (issuer.discovery = { issuer: 'https://other.test', jwks_uri: `${issuer.url}/keys` }),
    ],
    [
      'lies where it could be changed on the way',
      () => (issuer.discovery = { issuer: issuer.url, jwks_uri: issuer.url.replace('127.0.0.1', '0.0.0.0') + '/keys' }),
    ],
  ])('wait, with a reason, while the set of keys %s; and are taken when it is in order again', async (_, spoil) => {
    spoil();
    await exchange();
    expect(await me(issuer.token(key))).toMatchObject({ status: 503, code: 'issuer-away' });
    expect(await ask('/health/ready')).toMatchObject({ status: 503, checks: { issuer: { outcome: 'failed' } } });
    [issuer.keys, issuer.jwks, issuer.discovery] = [[key.jwk], undefined, undefined];
    moment += KEY_TIMING.cooldown;
    expect((await me(issuer.token(key))).status).toBe(200);
    expect((await ask('/health/ready')).status).toBe(200);
  });

  it('wait while the issuer is away at the start, and are taken by themselves when it comes', async () => {
    await issuer.stop();
    await exchange();
    expect(await me(issuer.token(key))).toMatchObject({ status: 503, code: 'issuer-away' });
    expect((await ask('/health/live')).status).toBe(200);
    expect((await ask('/health/ready')).status).toBe(503);
    await issuer.start();
    moment += KEY_TIMING.cooldown;
    expect((await me(issuer.token(key))).status).toBe(200);
    expect([said('the issuer does not answer').length, said('the issuer answers again').length]).toEqual([1, 1]);
  });

  it('go on while the issuer is away later, and the log says so; an unknown key waits; a day later none is trusted', async () => {
    await exchange();
    const longLived = { exp: now() + 3 * 24 * 3_600 };
    expect((await me(issuer.token(key, longLived))).status).toBe(200);
    await issuer.stop();
    moment += KEY_TIMING.freshFor + 1_000;
    expect((await me(issuer.token(key, { ...longLived, jti: 1 }))).status).toBe(200);
    const away = 'the issuer does not answer; its known keys go on to work';
    expect(await me(issuer.token(ec('k2')))).toMatchObject({ status: 503, code: 'issuer-away' });
    expect(said(away)).toHaveLength(1);
    expect((await ask('/health/ready')).status).toBe(200);
    expect((await me(issuer.token(key, { ...longLived, jti: 2 }))).status).toBe(200);

    moment += KEY_TIMING.goodFor;
    expect(await me(issuer.token(key, { ...longLived, jti: 3 }))).toMatchObject({ status: 503, code: 'issuer-away' });
    await issuer.start();
  });

  it('are not waited for without end when the keys are slow, and all who wait share one fetch', async () => {
    issuer.slow = true;
    await exchange(1_000);
    const began = performance.now();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => me(issuer.token(key, { jti: at }))));
    expect(new Set(answers.map(({ code }) => code))).toEqual(new Set(['issuer-away']));
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(issuer.asked).toEqual({ discovery: 1, jwks: 1 });
    issuer.release();
    moment += KEY_TIMING.cooldown;
    expect((await me(issuer.token(key))).status).toBe(200);
  });

  it('are the only ones: local sign-in is off, says where to go, and serves no keys', async () => {
    await exchange();
    const post = (path: string, body: object) =>
      ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const off = { status: 403, code: 'sign-in-elsewhere', issuer: issuer.url };
    expect(await post('/v1/sign-in', { account: 'office', password: 'a long password' })).toMatchObject(off);
    expect(await post('/v1/sign-in/refresh', { refreshToken: 'any' })).toMatchObject(off);
    const authorization = `Bearer ${issuer.token(key)}`;
    expect(await ask('/v1/sign-out', { method: 'POST', headers: { authorization } })).toMatchObject(off);
    expect(await ask('/.well-known/jwks.json')).toEqual({ status: 200, keys: [] });
  });

  const untilAsked = async (times: number): Promise<void> => {
    while (issuer.asked.jwks < times) await new Promise((resolve) => setImmediate(resolve));
    // What was asked has been answered once the next one who asks shares no fetch any more.
    await ask('/health/ready');
    await ask('/health/ready');
  };
});
