import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp, createLog, createPlatform } from '@fuyuan/platform';
import { IdentityModule, openIdentity } from '..';
import type { Identity } from '../identity';
import { rotateKey } from '../tokens/key-ring';

type Tokens = { accessToken: string; refreshToken: string; expiresIn: number; refreshExpiresIn: number };
type Answer = { status: number; code?: string } & Partial<Tokens> & { actor?: { roles: string[]; unit: string } };

const PASSWORD = 'correct horse battery';
const MINUTE = 60_000;
const START = Date.parse('2026-03-02T01:00:00Z');

describe('a session, over HTTP', () => {
  let dataDir: string;
  let moment: number;
  let lines: string[];
  let running: NestFastifyApplication[];

  /** One exchange on the data directory; several may run, and each is as good as a restart of another. */
  async function exchange() {
    const options = { issuer: 'fuyuan', audience: 'fuyuan-exchange', lifetimeMs: 15 * MINUTE, now: () => moment };
    const identity = await openIdentity({ dataDir, ...options });
    const platform = createPlatform(createLog({ to: { write: (line) => void lines.push(line) } }));
    const app = await createApp(platform, [IdentityModule.forRoot(identity)]);
    running.push(app);
    await app.listen({ port: 0, host: '127.0.0.1' });
    return { ...clientOf(await app.getUrl()), identity };
  }

  const clientOf = (url: string) => {
    const ask = async (path: string, init: RequestInit): Promise<Answer> => {
      const answer = await fetch(url + path, init);
      const text = await answer.text();
      return { ...(text ? (JSON.parse(text) as object) : {}), status: answer.status };
    };
    const post = (path: string, body: object) =>
      ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const withToken = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
    return {
      url,
      signIn: async () => (await post('/v1/sign-in', { account: 'zhang-wei', password: PASSWORD })) as Answer & Tokens,
      refresh: (refreshToken: string) => post('/v1/sign-in/refresh', { refreshToken }),
      signOut: (token: string) => ask('/v1/sign-out', { method: 'POST', ...withToken(token) }),
      me: (token: string) => ask('/v1/me', withToken(token)),
      jwks: () => ask('/.well-known/jwks.json', {}) as Promise<Answer & { keys: { kid: string; d?: string }[] }>,
    };
  };

  const until = async (what: () => Promise<Answer>, wanted: number) => {
    const end = moment + 1_000;
    let answer = await what();
    while (answer.status !== wanted && moment < end) {
      moment += 100;
      answer = await what();
    }
    return answer;
  };
  const add = (identity: Identity) =>
    identity.accounts.add({
      name: 'zhang-wei',
      person: '张伟',
      unit: 'city-court',
      roles: ['officer'],
      password: PASSWORD,
    });

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'fuyuan-sessions-'));
    [moment, lines, running] = [START, [], []];
  });
  afterEach(async () => {
    await Promise.all(running.map((app) => app.close()));
    rmSync(dataDir, { recursive: true });
  });

  it('is refreshed with the next token each time, until its end', async () => {
    const { identity, ...client } = await exchange();
    await add(identity);
    let tokens = await client.signIn();
    expect(tokens).toMatchObject({ expiresIn: 900, refreshExpiresIn: 43_200 });
    for (let round = 1; round <= 3; round += 1) {
      moment += 16 * MINUTE;
      expect(await client.me(tokens.accessToken)).toMatchObject({ status: 401, code: 'token-expired' });
      tokens = (await client.refresh(tokens.refreshToken)) as Answer & Tokens;
      expect(tokens).toMatchObject({ status: 200, refreshExpiresIn: 43_200 - round * 960 });
      expect((await client.me(tokens.accessToken)).status).toBe(200);
    }
    moment = START + 12 * 60 * MINUTE - 5 * MINUTE;
    tokens = (await client.refresh(tokens.refreshToken)) as Answer & Tokens;
    expect(tokens).toMatchObject({ status: 200, expiresIn: 300, refreshExpiresIn: 300 });
    moment += 5 * MINUTE;
    expect(await client.refresh(tokens.refreshToken)).toMatchObject({ status: 401, code: 'session-ended' });
  });

  it('ends for both when a token is used a second time, and leaves the other sessions alone', async () => {
    const { identity, ...client } = await exchange();
    await add(identity);
    const [other, first] = [await client.signIn(), await client.signIn()];
    const second = (await client.refresh(first.refreshToken)) as Answer & Tokens;
    expect(await client.refresh(first.refreshToken)).toMatchObject({ status: 401, code: 'refresh-token-reused' });
    expect(await client.refresh(second.refreshToken)).toMatchObject({ status: 401, code: 'session-ended' });
    for (const { accessToken } of [first, second]) {
      expect(await client.me(accessToken)).toMatchObject({ status: 401, code: 'token-revoked' });
    }
    expect((await client.me(other.accessToken)).status).toBe(200);
    expect((await client.refresh(other.refreshToken)).status).toBe(200);
  });

  it('is refreshed once when the same token comes many times at once, to two exchanges', async () => {
    const [one, two] = [await exchange(), await exchange()];
    await add(one.identity);
    const { refreshToken } = await one.signIn();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? one : two).refresh(refreshToken)),
    );
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
    expect(answers.filter(({ code }) => code === 'refresh-token-reused')).not.toEqual([]);
    const next = answers.find(({ status }) => status === 200)?.refreshToken;
    if (next !== undefined) expect(await one.refresh(next)).toMatchObject({ status: 401, code: 'session-ended' });
  });

  it('ends at once where one signs out, and within a second at the other exchange', async () => {
    const [one, two] = [await exchange(), await exchange()];
    await add(one.identity);
    const tokens = await one.signIn();
    expect((await until(() => two.me(tokens.accessToken), 200)).status).toBe(200);
    expect((await one.signOut(tokens.accessToken)).status).toBe(204);
    expect(await one.me(tokens.accessToken)).toMatchObject({ status: 401, code: 'token-revoked' });
    expect(await until(() => two.me(tokens.accessToken), 401)).toMatchObject({ code: 'token-revoked' });
    expect(await two.refresh(tokens.refreshToken)).toMatchObject({ status: 401, code: 'session-ended' });
    expect(await one.signOut(tokens.accessToken)).toMatchObject({ status: 401, code: 'token-revoked' });
  });

  it('goes on after a restart; one that was ended stays ended', async () => {
    const before = await exchange();
    await add(before.identity);
    const [kept, ended] = [await before.signIn(), await before.signIn()];
    await before.signOut(ended.accessToken);
    const after = await exchange();
    expect((await after.me(kept.accessToken)).status).toBe(200);
    expect((await after.refresh(kept.refreshToken)).status).toBe(200);
    expect(await after.me(ended.accessToken)).toMatchObject({ status: 401, code: 'token-revoked' });
    expect(await after.refresh(ended.refreshToken)).toMatchObject({ status: 401, code: 'session-ended' });
  });

  it.each([
    ['is closed', (identity: Identity) => identity.accounts.setDisabled('zhang-wei', true)],
    ['gets a new password', (identity: Identity) => identity.accounts.resetPassword('zhang-wei', 'another good one')],
  ])('ends when its account %s, within a second, even where nobody asked for a long time', async (_, change) => {
    const [one, two] = [await exchange(), await exchange()];
    await add(one.identity);
    const tokens = await one.signIn();
    expect((await until(() => two.me(tokens.accessToken), 200)).status).toBe(200);
    moment += 1_000;
    await change(one.identity);
    moment += 1_000;
    expect(await two.me(tokens.accessToken)).toMatchObject({ status: 401, code: 'token-revoked' });
    expect(await two.refresh(tokens.refreshToken)).toMatchObject({ status: 401, code: 'session-ended' });
  });

  it('has the roles and the unit that the account has now, not those of the sign-in', async () => {
    const [one, two] = [await exchange(), await exchange()];
    await add(one.identity);
    const { accessToken } = await one.signIn();
    const file = join(dataDir, 'accounts.json');
    const changed = readFileSync(file, 'utf8').replace('"officer"', '"auditor"').replace('city-court', 'other-court');
    writeFileSync(file, changed);
    moment += 1_000;
    for (const place of [one, two]) {
      expect(await place.me(accessToken)).toMatchObject({ roles: ['auditor'], unit: 'other-court' });
    }
  });

  it('goes on under a new key, which signs from now on; a key that was stolen ends with its tokens', async () => {
    const { identity, ...client } = await exchange();
    await add(identity);
    const kidOf = (token: string) =>
      (JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid;
    const old = await client.signIn();
    const [newest] = await rotateKey(dataDir, { now: moment });
    expect((await client.me(old.accessToken)).status).toBe(200);
    const next = (await client.refresh(old.refreshToken)) as Answer & Tokens;
    expect([kidOf(old.accessToken) === newest, kidOf(next.accessToken)]).toEqual([false, newest]);

    const { keys } = await client.jwks();
    expect(keys.map(({ kid }) => kid)).toEqual([newest, kidOf(old.accessToken)]);
    expect(keys.every((key) => !('d' in key) && !('madeAt' in key))).toBe(true);

    expect((await client.me(next.accessToken)).status).toBe(200);
    const [safe] = await rotateKey(dataDir, { now: moment, revokeOld: true });
    moment += 1_000;
    expect(await client.me(next.accessToken)).toMatchObject({ status: 401, code: 'token-unknown-key' });
    const last = (await client.refresh(next.refreshToken)) as Answer & Tokens;
    expect([last.status, kidOf(last.accessToken)]).toEqual([200, safe]);
    expect((await client.jwks()).keys.map(({ kid }) => kid)).toEqual([safe]);
  });

  it('takes a token of a key that another exchange made a moment ago', async () => {
    const [one, two] = [await exchange(), await exchange()];
    await add(one.identity);
    expect((await two.me((await one.signIn()).accessToken)).status).toBe(200);
    await rotateKey(dataDir, { now: moment });
    await one.identity.refresh();
    const { accessToken } = await one.signIn();
    expect((await two.me(accessToken)).status).toBe(200);
  });

  it('drops an old key once none of its tokens can be left', async () => {
    const { identity, ...client } = await exchange();
    await add(identity);
    const kids = async () => (await client.jwks()).keys.map(({ kid }) => kid);
    const [first] = await kids();
    await rotateKey(dataDir, { now: moment });
    expect(await kids()).toContain(first);
    moment += 62 * MINUTE;
    expect(await kids()).not.toContain(first);
    expect(await rotateKey(dataDir, { now: moment })).toHaveLength(2);
  });

  it('loses no key when several are made at once', async () => {
    await exchange();
    const made = await Promise.all(Array.from({ length: 5 }, () => rotateKey(dataDir, { now: moment })));
    const { keys } = JSON.parse(readFileSync(join(dataDir, 'signing-keys.json'), 'utf8')) as {
      keys: { kid: string }[];
    };
    expect(keys.map(({ kid }) => kid)).toEqual(expect.arrayContaining(made.map(([newest]) => newest)));
  });

  it('keeps no secret on the disk or in the log, and nothing that others on the machine can read', async () => {
    const { identity, ...client } = await exchange();
    await add(identity);
    const { refreshToken } = await client.signIn();
    await client.refresh(refreshToken);
    await client.refresh(refreshToken);
    const names = readdirSync(dataDir, { recursive: true }) as string[];
    const secret = refreshToken.split('.')[2] ?? 'none';
    expect(names.join() + lines.join()).not.toContain(secret);
    expect(statSync(join(dataDir, 'sessions')).mode & 0o077).toBe(0);
    for (const name of names.filter((one) => one.startsWith('sessions'))) {
      expect(statSync(join(dataDir, name)).mode & 0o077).toBe(0);
    }
    expect(lines.join()).toContain('refresh-token-reused');
  });

  it('is bounded in number: who signs in anew each time loses the oldest', async () => {
    const { identity, ...client } = await exchange();
    await add(identity);
    const first = await client.signIn();
    for (let at = 1; at <= 100; at += 1) await identity.sessions.start('zhang-wei', moment + at);
    expect(await client.refresh(first.refreshToken)).toMatchObject({ status: 401, code: 'session-ended' });
    expect(readdirSync(join(dataDir, 'sessions', 'live', 'zhang-wei'))).toHaveLength(100);
  });

  it('clears away the marks of what was ended, when no token of it can be left', async () => {
    const { identity, ...client } = await exchange();
    await add(identity);
    await client.signOut((await client.signIn()).accessToken);
    const marks = () => readdirSync(join(dataDir, 'sessions', 'ended'));
    expect(marks()).toHaveLength(1);
    moment += 16 * MINUTE;
    await identity.refresh();
    expect(marks()).toEqual([]);
  });

  it.each([
    ['nothing known', 'zhang-wei.1772416800000-aaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['no form of ours', 'abc'],
    ['a path', '../zhang-wei.1772416800000-aaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
  ])('is not refreshed by %s, which leaves nothing behind', async (_, token) => {
    const { identity, ...client } = await exchange();
    await add(identity);
    expect(await client.refresh(token)).toMatchObject({ status: 401, code: 'session-ended' });
    expect(readdirSync(dataDir).sort()).toEqual(['accounts.json', 'signing-keys.json']);
  });
});
