import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { accounts, newDataDirectory, runBuilt, type RunningStandalone, startStandalone, until } from '@fuyuan/testing';
import { apiDocumentOf, type Operation, refusalsOf } from './api-document';
import { unitOf } from './panshi';
import { type Answer, ask, personWith } from './person';

type Tokens = { accessToken: string; refreshToken: string };

const post = (url: string, body: object, headers: Record<string, string> = {}): Promise<Answer> =>
  ask(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

const kidOf = (token: string): string =>
  (JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid;

describe('a day of one who signs in', () => {
  const { data, remove } = newDataDirectory();
  let place: RunningStandalone;
  let morning: Tokens;
  let later: Tokens;

  const signIn = async (): Promise<Tokens> => {
    const answer = await post(`${place.url}/v1/sign-in`, { account: 'office', password: password });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    return answer.body as Tokens;
  };
  const refresh = (refreshToken: string) => post(`${place.url}/v1/sign-in/refresh`, { refreshToken });
  const signOut = (token: string) =>
    ask(`${place.url}/v1/sign-out`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
  const me = (token: string) => personWith(place.url, token).read('/v1/me');
  let password: string;

  beforeAll(async () => {
    place = await startStandalone({ data });
    password = place.firstPassword;
  });
  afterAll(async () => {
    await place.stop();
    remove();
  });

  it('is told where the tokens come from, and every refusal', async () => {
    const { paths } = await apiDocumentOf(place.url);
    const of = (path: string) => paths[path]?.post as Operation;
    expect(refusalsOf(of('/v1/sign-in'), 401)).toEqual(['sign-in-failed']);
    expect(refusalsOf(of('/v1/sign-in/refresh'), 401)).toEqual(['session-ended', 'refresh-token-reused']);
    expect(refusalsOf(of('/v1/sign-out'), 401)).toContain('token-revoked');
    for (const path of ['/v1/sign-in', '/v1/sign-in/refresh', '/v1/sign-out']) {
      expect(refusalsOf(of(path), 403)).toEqual(['sign-in-elsewhere']);
      expect(refusalsOf(of(path), 503)).toContain('sign-in-unavailable');
    }
    for (const [path, refusal] of [
      ['/v1/sign-in', 'sign-in-failed'],
      ['/v1/sign-in/refresh', 'session-ended'],
    ] as const) {
      const examples = Object.values(of(path).requestBody?.content['application/json']?.examples ?? {});
      expect(examples.length).toBeGreaterThan(0);
      // The secrets that are shown are nobody's: in form they are right, and so the refusal is of the secret alone.
      for (const { value } of examples) expect((await post(place.url + path, value)).body.code).toBe(refusal);
    }
  });

  it('begins with a sign-in; the token is refreshed, and acts go on', async () => {
    morning = await signIn();
    const answer = await refresh(morning.refreshToken);
    expect(answer.status).toBe(200);
    later = answer.body as Tokens;
    const act = await personWith(place.url, later.accessToken).act(
      '/v1/units/panshi-zoo/register',
      unitOf('磐石市动物园', 'other'),
    );
    expect(act.status).toBe(201);
  });

  it('goes on over a restart of everything', async () => {
    await place.stop();
    place = await startStandalone({ data });
    expect((await me(later.accessToken)).status).toBe(200);
    later = (await refresh(later.refreshToken)).body as Tokens;
    expect((await me(later.accessToken)).status).toBe(200);
  });

  it('goes on when the key is replaced meanwhile, and whoever reads the public keys can follow', async () => {
    const { code, output } = await accounts(data, ['rotate-key']);
    const [, kid = ''] = /new key (\S+)/.exec(output) ?? [];
    expect({ code, old: output }).toEqual({
      code: 0,
      old: expect.stringContaining(kidOf(later.accessToken)) as string,
    });
    expect((await me(later.accessToken)).status).toBe(200);
    await until('the new key is published', async () => {
      const { body } = await ask(`${place.url}/.well-known/jwks.json`);
      return (body.keys as { kid: string }[])[0]?.kid === kid;
    });
    later = (await refresh(later.refreshToken)).body as Tokens;
    expect(kidOf(later.accessToken)).toBe(kid);
    expect((await me(later.accessToken)).status).toBe(200);
  });

  it('ends for thief and owner alike when a refresh token is used twice', async () => {
    expect((await refresh(morning.refreshToken)).body).toMatchObject({ status: 401, code: 'refresh-token-reused' });
    expect((await me(later.accessToken)).body).toMatchObject({ status: 401, code: 'token-revoked' });
    expect((await refresh(later.refreshToken)).body).toMatchObject({ status: 401, code: 'session-ended' });
  });

  it('ends with a sign-out at once, for this session alone, and stays ended over a restart', async () => {
    const [mine, other] = [await signIn(), await signIn()];
    expect((await signOut(mine.accessToken)).status).toBe(204);
    expect((await me(mine.accessToken)).body).toMatchObject({ status: 401, code: 'token-revoked' });
    expect((await refresh(mine.refreshToken)).body).toMatchObject({ status: 401, code: 'session-ended' });
    expect((await signOut(mine.accessToken)).body).toMatchObject({ status: 401, code: 'token-revoked' });
    await place.stop();
    place = await startStandalone({ data });
    expect((await me(mine.accessToken)).body).toMatchObject({ status: 401, code: 'token-revoked' });
    expect((await me(other.accessToken)).status).toBe(200);
  });

  it('ends, when a key was stolen, for every token of it; who holds a refresh token goes on', async () => {
    const tokens = await signIn();
    expect((await accounts(data, ['rotate-key', '--revoke-old'])).code).toBe(0);
    await until('the old key is refused', async () => {
      const { body } = await me(tokens.accessToken);
      return body.code === 'token-unknown-key';
    });
    const next = (await refresh(tokens.refreshToken)).body as Tokens;
    expect((await me(next.accessToken)).status).toBe(200);
  });

  it('cannot begin with the issuer of others half configured', async () => {
    const other = join(data, 'other');
    mkdirSync(other);
    const { code, output } = await runBuilt('standalone/src/main', {
      args: ['--data', other, '--port', '0'],
      env: { OIDC_ISSUER: 'http://sso.example.gov.cn' },
    });
    expect(code).toBe(1);
    expect(output).toContain('OIDC_ISSUER="http://sso.example.gov.cn"');
    expect(output).toContain('OIDC_AUDIENCE');
  });
});
