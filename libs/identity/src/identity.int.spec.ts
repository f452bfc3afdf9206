import { createHmac, createPublicKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Controller, Get, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp, createLog, createPlatform } from '@fuyuan/platform';
import { generateKeyPair, importJWK, type JWK, SignJWT, UnsecuredJWT } from 'jose';
import { Accounts, type Actor, CurrentActor, IdentityModule, Open, openIdentity, Permitted, SignedIn } from '.';

@Controller('v1/acts')
class ActsController {
  @Post('register')
  @Permitted('register-unit')
  register(@CurrentActor() actor: Actor): Actor {
    return actor;
  }

  @Get()
  @Permitted('view-unit')
  view(@CurrentActor() actor: Actor): Actor {
    return actor;
  }

  @Get('open')
  @Open()
  open(): { open: true } {
    return { open: true };
  }
}

@Controller('v1/undeclared')
class UndeclaredController {
  @Get()
  @SignedIn()
  declared(): void {}

  @Get('forgotten')
  forgotten(): void {}
}

type Document = { code: string; status: number; permission?: string; correlationId: string };

const ISSUER = 'https://fuyuan.test';
const AUDIENCE = 'fuyuan';
const PASSWORD = 'correct horse battery';
const LIFETIME = 15 * 60_000;

describe('who asks, over HTTP', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'fuyuan-identity-'));
  const lines: Record<string, unknown>[] = [];
  let moment = Date.parse('2026-03-02T01:00:00Z');
  let app: NestFastifyApplication;
  let address: string;
  let officer: string;

  const now = () => moment;
  const platform = createPlatform(
    createLog({ to: { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) } }),
  );

  beforeAll(async () => {
    const identity = await openIdentity({ dataDir, issuer: ISSUER, audience: AUDIENCE, lifetimeMs: LIFETIME, now });
    await identity.accounts.add({ ...zhang, password: PASSWORD });
    app = await createApp(platform, [
      IdentityModule.forRoot(identity),
      { module: class {}, controllers: [ActsController] },
    ]);
    await app.listen({ port: 0, host: '127.0.0.1' });
    address = await app.getUrl();
    officer = await tokenOf('zhang-wei');
  }, 60_000);
  afterAll(async () => {
    await app.close();
    rmSync(dataDir, { recursive: true });
  });

  const signIn = (account: string, password: string) =>
    fetch(`${address}/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account, password }),
    });
  const tokenOf = async (account: string) =>
    ((await (await signIn(account, PASSWORD)).json()) as { accessToken: string }).accessToken;
  const ask = (path: string, token?: string, method = 'GET') =>
    fetch(address + path, { method, headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });
  const refusal = async (answer: Response) => ({
    status: answer.status,
    code: ((await answer.json()) as Document).code,
    challenge: answer.headers.get('www-authenticate'),
  });
  const invalid = (code: string) => ({
    status: 401,
    code,
    challenge: `Bearer error="invalid_token", error_description="${code}"`,
  });
  const ownKey = () =>
    (JSON.parse(readFileSync(join(dataDir, 'signing-keys.json'), 'utf8')) as { keys: [JWK & { kid: string }] }).keys[0];
  const seconds = () => Math.floor(moment / 1000);
  const forged = async (claims: object, header: object = {}, key?: Parameters<SignJWT['sign']>[0]) => {
    const own = ownKey();
    const who = { sub: 'zhang-wei', person: '张伟', unit: 'city-court', roles: ['officer'] };
    const when = { iat: seconds(), exp: seconds() + 60, jti: '1', sid: `${moment}-${'s'.repeat(22)}` };
    return new SignJWT({ iss: ISSUER, aud: AUDIENCE, ...who, ...when, ...claims })
      .setProtectedHeader({ alg: 'ES256', typ: 'JWT', kid: own.kid, ...header })
      .sign(key ?? (await importJWK(own, 'ES256')));
  };

  it('signs in, and says who was signed in', async () => {
    const answer = await signIn('zhang-wei', PASSWORD);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      accessToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) as string,
      tokenType: 'Bearer',
      expiresIn: LIFETIME / 1000,
      refreshToken: expect.stringMatching(/^zhang-wei\.\d{13}-[\w-]{22}\.[\w-]{43}$/) as string,
      refreshExpiresIn: 12 * 60 * 60,
      actor: { account: 'zhang-wei', person: '张伟', unit: 'city-court', roles: ['officer'] },
    });
    const me = await ask('/v1/me', officer);
    expect(await me.json()).toMatchObject({ account: 'zhang-wei', unit: 'city-court' });
  });

  it('lets in whom the policy permits, and names the role under which', async () => {
    const answer = await ask('/v1/acts', officer);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ account: 'zhang-wei', role: 'officer' });
  });

  it('denies what the policy does not permit, names the permission, and records the denial', async () => {
    const answer = await ask('/v1/acts/register', officer, 'POST');
    expect(answer.status).toBe(403);
    const denied = (await answer.json()) as Document;
    expect(denied).toMatchObject({
      code: 'permission-denied',
      permission: 'register-unit',
      detail: '此操作（register-unit）须有角色：办公室 office；当前账号没有。',
    });
    expect(lines).toContainEqual(
      expect.objectContaining({
        msg: 'permission denied',
        account: 'zhang-wei',
        permission: 'register-unit',
        correlationId: denied.correlationId,
      }),
    );
  });

  it('lets in a token made by our key with our claims: the forgeries below differ in one thing each', async () => {
    expect((await ask('/v1/acts', await forged({}))).status).toBe(200);
  });

  it('lets anyone into an open route, and into health', async () => {
    expect((await ask('/v1/acts/open')).status).toBe(200);
    expect((await ask('/health/live')).status).toBe(200);
  });

  it('asks for a token where there is none', async () => {
    expect(await refusal(await ask('/v1/acts'))).toEqual({ status: 401, code: 'unauthenticated', challenge: 'Bearer' });
    expect(await refusal(await ask('/v1/acts', ''))).toEqual(invalid('token-malformed'));
    expect(await refusal(await ask('/v1/acts', 'a.b.c'))).toEqual(invalid('token-malformed'));
    expect(await refusal(await ask('/v1/acts', 'a'.repeat(5_000)))).toEqual(invalid('token-malformed'));
  });

  it.each<[string, () => Promise<string>]>([
    ['token-wrong-issuer', () => forged({ iss: 'https://other.test' })],
    ['token-wrong-audience', () => forged({ aud: 'another-system' })],
    ['token-expired', () => forged({ exp: seconds() - 6 })],
    ['token-not-yet-valid', () => forged({ nbf: seconds() + 60 })],
    ['token-unknown-key', () => forged({}, { kid: 'another' })],
    ['token-unknown-key', () => forged({}, { kid: undefined })],
    ['token-claims', () => forged({}, { typ: 'at+jwt' })],
    ['token-claims', () => forged({ jti: undefined })],
    ['token-claims', () => forged({ exp: undefined })],
    ['token-claims', () => forged({ sid: undefined })],
    ['token-claims', () => forged({ sid: '../../accounts' })],
    ['token-claims', () => forged({ sub: '' })],
    ['token-claims', () => forged({ roles: ['emperor'] })],
    ['token-claims', () => forged({ unit: 7 })],
    ['token-revoked', () => forged({ sub: 'nobody-here' })],
    ['token-bad-signature', async () => forged({}, {}, (await generateKeyPair('ES256')).privateKey)],
    ['token-wrong-algorithm', async () => forged({}, { alg: 'ES384' }, (await generateKeyPair('ES384')).privateKey)],
    ['token-wrong-algorithm', async () => new UnsecuredJWT({ sub: 'zhang-wei' }).encode()],
  ])('refuses a forged token: %s', async (code, token) => {
    expect(await refusal(await ask('/v1/acts', await token()))).toEqual(invalid(code));
  });

  it('refuses a token signed by HMAC with our public key', async () => {
    const own = ownKey();
    const { d: _, ...half } = own;
    const secret = createPublicKey({ key: half, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const content = `${encoded({ alg: 'HS256', typ: 'JWT', kid: own.kid })}.${encoded({ iss: ISSUER, aud: AUDIENCE, sub: 'zhang-wei', exp: 4e9 })}`;
    const signature = createHmac('sha256', secret).update(content).digest('base64url');
    expect(await refusal(await ask('/v1/acts', `${content}.${signature}`))).toEqual(invalid('token-wrong-algorithm'));
  });

  it('refuses a token whose roles were changed under its signature', async () => {
    const [header, payload, signature] = officer.split('.') as [string, string, string];
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const promoted = Buffer.from(JSON.stringify({ ...claims, roles: ['office'] })).toString('base64url');
    expect(await refusal(await ask('/v1/acts', `${header}.${promoted}.${signature}`))).toEqual(
      invalid('token-bad-signature'),
    );
  });

  it('refuses a token once it has expired, although it was good before', async () => {
    const token = await tokenOf('zhang-wei');
    expect((await ask('/v1/acts', token)).status).toBe(200);
    moment += LIFETIME + 5_000;
    expect(await refusal(await ask('/v1/acts', token))).toEqual(invalid('token-expired'));
  });

  it('refuses a token once its account is shut out, or has a new password, whichever process did it', async () => {
    const elsewhere = await Accounts.open(dataDir, now);
    const status = async (token: string) => (await ask('/v1/me', token)).status;
    const until = async (token: string, wanted: number) => {
      while ((await status(token)) !== wanted) moment += 1_001;
    };
    const token = await tokenOf('zhang-wei');
    await elsewhere.setDisabled('zhang-wei', true);
    await until(token, 401);
    expect(await refusal(await ask('/v1/me', token))).toEqual(invalid('token-revoked'));

    await elsewhere.setDisabled('zhang-wei', false);
    await until(token, 200);
    moment += 1_000;
    await elsewhere.resetPassword('zhang-wei', 'another good password');
    await until(token, 401);
    expect(await refusal(await ask('/v1/me', token))).toEqual(invalid('token-revoked'));
    await elsewhere.resetPassword('zhang-wei', PASSWORD);
    expect(await status(await tokenOf('zhang-wei'))).toBe(200);
  });

  it('refuses a wrong password without saying what was wrong, and records it without the password', async () => {
    const answer = await signIn('zhang-wei', 'a wrong password');
    const body = await answer.text();
    expect([answer.status, body]).toEqual([401, expect.stringContaining('"code":"sign-in-failed"')]);
    expect(lines).toContainEqual(
      expect.objectContaining({ msg: 'sign-in refused', account: 'zhang-wei', address: '127.0.0.1' }),
    );
    expect(JSON.stringify(lines) + body).not.toMatch(/a wrong password|correct horse/);
  });

  it('makes those wait who guess', async () => {
    for (let at = 0; at < 5; at += 1) await signIn('li-ming', 'a wrong password');
    const answer = await signIn('li-ming', 'a wrong password');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '900']);
    const detail = '请在 900 秒后再试，或请管理员为账号解锁。';
    expect(await answer.json()).toMatchObject({ code: 'too-many-failures', detail });
  });

  it.each([
    [{ account: 'zhang-wei' }, 'password required'],
    [{ account: '', password: 'x' }, 'account text.blank'],
    [{ account: 'zhang-wei', password: 'x'.repeat(1_025) }, 'password password'],
    [{ account: 'zhang-wei', password: 'x', unit: 'another-court' }, 'unit unknown-field'],
  ])('checks what is sent to sign in: %#', async (body, fault) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${address}/v1/sign-in`, { method: 'POST', headers, body: JSON.stringify(body) });
    const { errors } = (await answer.json()) as { errors: { field: string; rule: string }[] };
    expect(errors.map(({ field, rule }) => `${field} ${rule}`)).toEqual([fault]);
  });

  it('names the account in the line of each request', async () => {
    const token = await tokenOf('zhang-wei');
    await (await ask('/v1/me', token)).json();
    const line = expect.objectContaining({
      msg: 'request',
      route: '/v1/me',
      status: 200,
      account: 'zhang-wei',
    }) as object;
    expect(lines).toContainEqual(line);
  });

  it('keeps its key and its accounts from others on the machine', () => {
    for (const file of ['signing-keys.json', 'accounts.json']) {
      expect(statSync(join(dataDir, file)).mode & 0o777).toBe(0o600);
    }
    expect(readFileSync(join(dataDir, 'accounts.json'), 'utf8')).not.toContain(PASSWORD);
  });

  it('does not start with a route that says nothing of who may ask', async () => {
    const identity = await openIdentity({ dataDir, issuer: ISSUER, audience: AUDIENCE, lifetimeMs: LIFETIME });
    const forgetful = await createApp(createPlatform(createLog({ level: 'silent' })), [
      IdentityModule.forRoot(identity),
      { module: class {}, controllers: [UndeclaredController] },
    ]);
    await expect(forgetful.init()).rejects.toThrow('UndeclaredController.forgotten');
    await forgetful.close();
  });
});

const zhang = { name: 'zhang-wei', person: '张伟', unit: 'city-court', roles: ['officer'] } as const;
