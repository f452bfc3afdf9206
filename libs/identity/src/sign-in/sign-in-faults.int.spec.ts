import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp, createLog, createPlatform } from '@fuyuan/platform';
import { IdentityModule, openIdentity } from '..';

type Answer = Readonly<{
  status: number;
  code?: string;
  accessToken: string;
  refreshToken: string;
  retryAfter: string;
}>;

const PASSWORD = 'correct horse battery';
const MINUTE = 60_000;

describe('signing in while something is wrong', () => {
  let dataDir: string;
  let moment: number;
  let lines: string[];
  let app: NestFastifyApplication;
  let url: string;

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'fuyuan-sign-in-'));
    [moment, lines] = [Date.parse('2026-03-02T09:00:00Z'), []];
    const options = { issuer: 'fuyuan', audience: 'fuyuan', lifetimeMs: 15 * MINUTE, now: () => moment };
    const identity = await openIdentity({ dataDir, ...options });
    const who = { name: 'zhang-wei', person: '张伟', unit: 'city-court', roles: ['officer'] as const };
    await identity.accounts.add({ ...who, password: PASSWORD });
    const platform = createPlatform(createLog({ to: { write: (line) => void lines.push(line) } }));
    app = await createApp(platform, [IdentityModule.forRoot(identity)]);
    await app.listen({ port: 0, host: '127.0.0.1' });
    url = await app.getUrl();
  });
  afterEach(async () => {
    await app.close();
    rmSync(dataDir, { recursive: true });
  });

  async function ask(path: string, init: RequestInit): Promise<Answer> {
    const answer = await fetch(url + path, init);
    const text = await answer.text();
    const retryAfter = answer.headers.get('retry-after') ?? 'never';
    return { ...(JSON.parse(text || '{}') as Answer), status: answer.status, retryAfter };
  }
  const post = (path: string, body: object) =>
    ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const signIn = (password = PASSWORD, account = 'zhang-wei') => post('/v1/sign-in', { account, password });
  const refresh = (refreshToken: string) => post('/v1/sign-in/refresh', { refreshToken });
  const withToken = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

  it('keeps nothing in the log of what was typed where the account belongs, nor of a broken refresh token', async () => {
    expect(await signIn('x', 'my-secret-password')).toMatchObject({ status: 401, code: 'sign-in-failed' });
    const { refreshToken } = await signIn();
    const secret = refreshToken.split('.')[2] ?? '';
    expect(await refresh(secret)).toMatchObject({ status: 401, code: 'session-ended' });
    expect(await signIn('a wrong password')).toMatchObject({ status: 401, code: 'sign-in-failed' });
    expect(lines.join('')).not.toContain('my-secret-password');
    expect(lines.join('')).not.toContain(secret);
    const refused = lines.map((line) => JSON.parse(line) as { msg?: string; account?: unknown });
    expect(refused.filter(({ msg }) => msg === 'sign-in refused').map(({ account }) => account)).toEqual([
      null,
      null,
      'zhang-wei',
    ]);
  });

  it('is put off while the accounts file is damaged, and counts for no guess', async () => {
    const { refreshToken } = await signIn();
    const file = join(dataDir, 'accounts.json');
    const good = readFileSync(file, 'utf8');
    writeFileSync(file, good.slice(0, 40));
    moment += 1_000;
    for (let at = 0; at < 8; at += 1) {
      expect(await signIn()).toMatchObject({ status: 503, code: 'sign-in-unavailable', retryAfter: '5' });
    }
    expect(await refresh(refreshToken)).toMatchObject({ status: 503, code: 'sign-in-unavailable' });
    expect(lines.join('')).toContain(file);

    writeFileSync(file, good);
    expect((await signIn()).status).toBe(200);
    expect((await refresh(refreshToken)).status).toBe(200);
  });

  it('succeeds when the clock is put right that was ahead when the password was set', async () => {
    moment -= 8 * 60 * MINUTE;
    const tokens = await signIn();
    expect(tokens.status).toBe(200);
    expect((await ask('/v1/me', withToken(tokens.accessToken))).status).toBe(200);
    expect((await refresh(tokens.refreshToken)).status).toBe(200);
  });

  it('is undone as far as can be when the mark of a sign-out finds no room on the disk', async () => {
    const { accessToken, refreshToken } = await signIn();
    mkdirSync(join(dataDir, 'sessions'), { recursive: true });
    // In place of the folder of marks: nothing can be written into it.
    writeFileSync(join(dataDir, 'sessions', 'ended'), '');
    const signOut = () => ask('/v1/sign-out', { method: 'POST', ...withToken(accessToken) });
    expect(await signOut()).toMatchObject({ status: 503, code: 'sign-in-unavailable' });
    expect(await ask('/v1/me', withToken(accessToken))).toMatchObject({ status: 401, code: 'token-revoked' });

    rmSync(join(dataDir, 'sessions', 'ended'));
    expect(await refresh(refreshToken)).toMatchObject({ status: 401, code: 'session-ended' });
  });
});
