import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { until } from '@fuyuan/testing';

const root = resolve(__dirname, '../../..');
const certificates = join(root, 'libs/testing/certificates');
const [cert, key] = [join(certificates, 'loopback.cert.pem'), join(certificates, 'loopback.key.pem')];
const folder = mkdtempSync(join(tmpdir(), 'fuyuan-event-store-'));
const running: Started[] = [];
let fresh = 0;
const freshData = () => join(folder, `data-${++fresh}`);

/** The command as a user starts it, and what it prints. */
class Started {
  readonly process: ChildProcessWithoutNullStreams;
  out = '';
  code: number | null | undefined;

  constructor(args: readonly string[], input = '') {
    this.process = spawn(process.execPath, ['scripts/start.mjs', 'event-store', ...args], { cwd: root });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (this.out += text));
    }
    this.process.once('close', (code) => (this.code = code));
    this.process.stdin.end(input);
    running.push(this);
  }

  async ready(): Promise<string> {
    await until(`ready: ${this.out}`, () => this.code !== undefined || this.out.includes('process:'));
    const [, connection] = /connection string: (\S+)/.exec(this.out) ?? [];
    if (!connection) throw new Error(`It did not start: ${this.out}`);
    return connection;
  }

  async ended(): Promise<number | null | undefined> {
    await until('the end', () => this.code !== undefined, 20_000);
    return this.code;
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null | undefined> {
    this.process.kill(signal);
    return this.ended();
  }
}

const start = (...args: string[]) => new Started(['--port', '0', ...args]);

async function stored(connection: string, stream: string): Promise<unknown[]> {
  const client = EventStoreDBClient.connectionString(connection);
  const data: unknown[] = [];
  for await (const { event } of client.readStream(stream)) data.push(event?.data);
  await client.dispose();
  return data;
}

async function append(connection: string, stream: string, data: Record<string, unknown>): Promise<void> {
  const client = EventStoreDBClient.connectionString(connection);
  await client.appendToStream(stream, jsonEvent({ type: 'Told', data }));
  await client.dispose();
}

afterEach(async () => {
  for (const one of running.splice(0)) if (one.code === undefined) await one.stop('SIGKILL');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the event store by itself', () => {
  it('serves this machine without more, stops when told, and has everything afterwards', async () => {
    const data = freshData();
    const first = start('--data', data);
    await append(await first.ready(), 'notice-1', { 标题: '通知' });
    expect(await first.stop('SIGTERM')).toBe(0);

    const second = start('--data', data);
    expect(await stored(await second.ready(), 'notice-1')).toEqual([{ 标题: '通知' }]);
    expect(await second.stop('SIGINT')).toBe(0);
  });

  it('serves with TLS those whom it knows', async () => {
    const users = join(folder, 'users.txt');
    const added = new Started(['--add-user', 'office', '--users', users], '密码 correct horse\n');
    expect(await added.ended()).toBe(0);
    expect(readFileSync(users, 'utf8')).toMatch(/^office:scrypt\$/);
    expect(statSync(users).mode & 0o077).toBe(0);

    const store = start('--data', freshData(), '--cert', cert, '--key', key, '--users', users);
    const connection = await store.ready();
    const office = connection.replace('USER:PASSWORD', `office:${encodeURIComponent('密码 correct horse')}`);
    await append(office, 'notice-1', { n: 1 });
    expect(await stored(office, 'notice-1')).toEqual([{ n: 1 }]);
    const wrong = connection.replace('USER:PASSWORD', 'office:wrong');
    await expect(append(wrong, 'notice-1', { n: 2 })).rejects.toMatchObject({ type: 'access-denied' });
  });

  it('writes a backup while it runs, which is a whole store', async () => {
    const [backups, copy] = [join(folder, 'backups'), freshData()];
    const store = start('--data', freshData(), '--backups', backups);
    const connection = await store.ready();
    await append(connection, 'notice-1', { n: 1 });
    store.process.kill('SIGUSR2');
    await until('the backup', () => store.out.includes('backup written'));
    await append(connection, 'notice-1', { n: 2 });

    const [file = ''] = readdirSync(backups);
    cpSync(join(backups, file), join(copy, 'events.db'), { recursive: true });
    expect(await new Started(['--data', copy, '--verify']).ended()).toBe(0);
    const restored = start('--data', copy);
    expect(await stored(await restored.ready(), 'notice-1')).toEqual([{ n: 1 }]);
  });

  it('copies and checks a stopped store', async () => {
    const [data, copy] = [freshData(), join(folder, 'copy.db')];
    const store = start('--data', data);
    await append(await store.ready(), 'notice-1', { n: 1 });
    await store.stop();

    expect(await new Started(['--data', data, '--backup', copy]).ended()).toBe(0);
    expect(statSync(copy).size).toBeGreaterThan(0);
    const verified = new Started(['--data', data, '--verify']);
    expect(await verified.ended()).toBe(0);
    expect(verified.out).toContain('1 events');
  });
});

describe('what cannot be, is said in two languages with the thing’s name', () => {
  const refused = async (args: readonly string[], said: readonly (RegExp | string)[], code = 1) => {
    const started = new Started(args);
    expect(await started.ended()).toBe(code);
    for (const text of said) expect(started.out).toMatch(text);
    expect(started.out).not.toMatch(/^\s+at .*:\d+:\d+/m);
  };

  it('a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    await refused(['--port', String(port), '--data', freshData()], [/已被占用/, new RegExp(`port .*${port} is taken`)]);
    other.close();
  });

  it('a directory that another process has', async () => {
    const data = freshData();
    const owner = start('--data', data);
    await owner.ready();
    await refused(['--port', '0', '--data', data], [/正被另一进程使用/, `process ${owner.process.pid}`, data]);
    await refused(['--data', data, '--verify'], [`process ${owner.process.pid}`]);
    await owner.stop();
  });

  it('a directory that cannot be written to', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    await refused(['--port', '0', '--data', join(file, 'data')], [/不可写/, /cannot be written to/, 'a-file']);
  });

  it('a file that is damaged, which stays as it is', async () => {
    const data = freshData();
    const store = start('--data', data);
    await append(await store.ready(), 'notice-1', { n: 1 });
    await store.stop();
    const file = join(data, 'events.db');
    writeFileSync(file, 'not a database at all'.repeat(1_000));
    const before = readFileSync(file);

    await refused(['--port', '0', '--data', data], [/不能使用/, file]);
    await refused(['--data', data, '--verify'], [file]);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it.each([
    ['an address beyond this machine', ['--host', '0.0.0.0'], [/拒绝启动/, /TLS/], 1],
    ['a certificate without its key', ['--cert', cert], [/--key/], 1],
    ['a certificate that is not there', ['--cert', 'no.pem', '--key', key], [/no\.pem/], 1],
    ['a port that is none', ['--port', '70000'], [/65535/], 2],
    ['an option that is none', ['--prot', '1'], [/unknown option/], 2],
  ])('%s', async (_, args, said, code) => refused(['--data', freshData(), ...args], said, code));

  it('no data directory, and one without a store to check', async () => {
    await refused(['--port', '0'], [/--data/]);
    await refused(['--data', freshData(), '--verify'], [/没有事件库/]);
  });

  it('explains itself when asked', async () => {
    const help = new Started(['--help']);
    expect(await help.ended()).toBe(0);
    expect(help.out).toMatch(/数据目录[\s\S]*SIGUSR2[\s\S]*--backup/);
  });
});
