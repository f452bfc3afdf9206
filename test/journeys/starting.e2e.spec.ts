import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accounts, newDataDirectory, runBuilt, type RunningStandalone, startStandalone } from '@fuyuan/testing';
import { ask, signIn } from './person';

const main = 'standalone/src/main';
const oneLine = /^[^\n]+\n$/;

describe('npm start', () => {
  const { data, remove } = newDataDirectory();
  let place: RunningStandalone;

  beforeAll(async () => {
    place = await startStandalone({ data });
  });
  afterAll(async () => {
    await place.stop();
    remove();
  });

  it('tells where it serves, how to sign in and how to stop, in Chinese and English', async () => {
    expect(place.output()).toContain('府院通已就绪 · Fuyuan is ready');
    expect(place.output()).toContain(`接口文档 API docs     ${place.url}/docs`);
    expect(place.output()).toContain(data);
    expect(place.firstPassword).toMatch(/^\w{20}$/);
    expect((await (await signIn(place.url, 'office', place.firstPassword)).read('/v1/me')).body).toMatchObject({
      account: 'office',
      unit: 'office',
    });
    expect((await ask(`${place.url}/health/ready`)).status).toBe(200);
    expect((await ask(`${place.url}/health/live`)).status).toBe(200);
    expect((await ask(`${place.url}/metrics`)).body.text).toContain('http_request_duration_seconds');
  });

  it('is refused on a data directory that another process has, in one line', async () => {
    const { code, output } = await runBuilt(main, { args: ['--data', data, '--port', '0'] });
    expect({ code, lines: output }).toEqual({ code: 1, lines: expect.stringMatching(oneLine) as string });
    expect(output).toContain('数据目录正被另一进程使用');
    expect(output).toContain(String(place.pid));
    expect((await ask(`${place.url}/health/ready`)).status).toBe(200);
  });

  it('is refused on a port that is taken, in one line, and leaves no account behind whose password nobody saw', async () => {
    const other = newDataDirectory();
    const port = new URL(place.url).port;
    const { code, output } = await runBuilt(main, { args: ['--data', other.data, '--port', port] });
    expect({ code, output }).toEqual({ code: 1, output: expect.stringMatching(oneLine) as string });
    expect(output).toContain(`端口 ${port} 已被占用`);
    expect((await accounts(other.data, ['list'])).output).toBe('');
    other.remove();
  });

  it.each([
    ['an option that there is not', ['--prot', '1'], {}, 2, '--prot'],
    ['a port that is none', ['--port', 'http'], {}, 1, '--port="http"'],
    ['a variable that is wrong', [], { TOKEN_TTL: '1s' }, 1, 'TOKEN_TTL="1s"'],
    ['several at once', [], { LOG_LEVEL: 'loud', HTTP_PORT: '70000' }, 1, 'HTTP_PORT="70000"'],
  ] as const)('is refused for %s', async (...[, args, env, expected, named]) => {
    const { code, output } = await runBuilt(main, { args: ['--data', join(data, 'none'), ...args], env });
    expect({ code, output }).toEqual({ code: expected, output: expect.stringContaining(named) as string });
    expect(output).toMatch(/\p{Script=Han}/u);
    expect(output).not.toMatch(/^\s+at /m);
  });

  it('tells how it is used', async () => {
    const { code, output } = await runBuilt(main, { args: ['--help'] });
    expect(code).toBe(0);
    for (const option of ['--data', '--port', '--host', '--demo', '--office-unit']) expect(output).toContain(option);
  });

  it.each([
    ['that is no store', 'this is no store at all, though it is longer than a header of SQLite is '.repeat(20)],
    ['that is empty', ''],
  ])('is refused on a store file %s; the file is named and left as it is', async (_, contents) => {
    const other = newDataDirectory();
    mkdirSync(join(other.data, 'events'));
    const file = join(other.data, 'events', 'events.db');
    writeFileSync(file, contents);
    const { code, output } = await runBuilt(main, { args: ['--data', other.data, '--port', '0'] });
    expect({ code, output }).toEqual({ code: 1, output: expect.stringMatching(oneLine) as string });
    expect(output).toContain(file);
    expect(output).toContain('未作任何改动');
    expect(readFileSync(file, 'utf8')).toBe(contents);
    other.remove();
  });

  it('is refused on an accounts file that is damaged; the file is named', async () => {
    const other = newDataDirectory();
    writeFileSync(join(other.data, 'accounts.json'), '{"accounts": [');
    const { code, output } = await runBuilt(main, { args: ['--data', other.data, '--port', '0'] });
    expect({ code, output }).toEqual({ code: 1, output: expect.stringMatching(oneLine) as string });
    expect(output).toContain(join(other.data, 'accounts.json'));
    other.remove();
  });

  it('later tells where the accounts are and how to reset a password', async () => {
    expect(await place.stop()).toBe(0);
    place = await startStandalone({ data });
    expect(place.output()).toContain(join(data, 'accounts.json'));
    expect(place.output()).toContain('reset-password office');
    expect(place.firstPassword).toBe('');
  });

  it('ends by itself when its store does, and says so', async () => {
    const other = newDataDirectory();
    const signal = join(other.data, 'die');
    const preload = join(other.data, 'die-when-told.cjs');
    writeFileSync(preload, DIE_WHEN_TOLD);
    const doomed = await startStandalone({
      data: other.data,
      env: { NODE_OPTIONS: `--require ${preload}`, DIE_WHEN: signal },
    });
    writeFileSync(signal, '');
    expect(await doomed.ended).toBe(1);
    expect(doomed.output()).toContain('事件存储意外终止');
    expect(doomed.output()).toContain('the store was told to die');
    other.remove();
  });
});

describe('npm start -- --demo', () => {
  const { data, remove } = newDataDirectory();
  afterAll(remove);

  it('shows Panshi, the second time as the first, and warns', async () => {
    const seen: object[] = [];
    for (const time of [1, 2]) {
      const place = await startStandalone({ data, args: ['--demo'] });
      const court = await signIn(place.url, 'court', 'fuyuan-demo-2026');
      const published = await (await signIn(place.url, 'justice', 'fuyuan-demo-2026')).act('/v1/law-notices', {}, {});
      expect(published.status).toBe(400);
      seen.push((await court.read('/v1/units/panshi-procuratorate')).body);
      expect(seen[time - 1]).toMatchObject({ name: '磐石市人民检察院', revision: 0 });
      expect(place.output()).toContain('勿用于真实数据');
      expect(await place.stop()).toBe(0);
    }
    expect(seen[1]).toEqual(seen[0]);

    const place = await startStandalone({ data });
    expect(place.output()).toContain('含密码公开的演示账号');
    await place.stop();
  });

  it('is refused where real accounts are', async () => {
    const real = newDataDirectory();
    await accounts(real.data, [
      'add',
      'office',
      '--person',
      '王',
      '--unit',
      'office',
      '--roles',
      'office',
      '--generate',
    ]);
    const { code, output } = await runBuilt(main, { args: ['--data', real.data, '--port', '0', '--demo'] });
    expect({ code, output }).toEqual({ code: 1, output: expect.stringMatching(oneLine) as string });
    expect(output).toContain('已有真实账号');
    real.remove();
  });
});

const DIE_WHEN_TOLD = `
const { isMainThread } = require('node:worker_threads');
const { existsSync } = require('node:fs');
if (!isMainThread) setInterval(() => {
  if (existsSync(process.env.DIE_WHEN)) throw new Error('the store was told to die');
}, 20);
`;
