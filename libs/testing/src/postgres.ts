import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from './until';

const run = promisify(execFile);

/** A PostgreSQL of one test, thrown away with it: what it writes need not survive the machine. */
export type TestPostgres = Readonly<{
  /** Of the superuser. */
  url: string;
  /** The same server and database for a role, whose password is its name. */
  urlOf: (role: string) => string;
  /** One statement as the superuser. */
  say: (statement: string) => Promise<void>;
  /** What a query of the superuser gives, a row to a line. */
  ask: (query: string) => Promise<string>;
  /** As a crash. */
  kill: () => Promise<void>;
  restart: () => Promise<void>;
  stop: () => Promise<void>;
}>;

/** Debian keeps the servers of each version apart and out of the path. */
function binaries(): string | undefined {
  const debian = '/usr/lib/postgresql';
  try {
    const newest = readdirSync(debian).sort((a, b) => Number(b) - Number(a))[0];
    return newest && join(debian, newest, 'bin');
  } catch {
    return undefined;
  }
}

/** Why no PostgreSQL can be had here; undefined when one can. */
export const whyNoPostgres = (): string | undefined =>
  binaries() ? undefined : 'no server under /usr/lib/postgresql (apt-get install postgresql)';

/** Tests that need PostgreSQL: skipped with the reason where none is; with CI=true that is a failure. */
export function describeWithPostgres(name: string, tell: () => void): void {
  const why = whyNoPostgres();
  if (why === undefined) return describe(name, tell);
  if (process.env.CI === 'true') {
    describe(name, () =>
      it('has a real PostgreSQL to run on', () => Promise.reject(new Error(`${why}, and must be.`))),
    );
    return undefined;
  }
  process.stdout.write(`skipped: ${name}: ${why}\n`);
  return describe.skip(name, tell);
}

/** PostgreSQL refuses to run as root: it gets the account that its package made. */
const account = (): { uid: number; gid: number } | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (kind: string) => Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
};

export async function startPostgres(): Promise<TestPostgres> {
  const bin = binaries();
  if (!bin) throw new Error(whyNoPostgres());
  const as = account();
  const data = mkdtempSync(join(tmpdir(), 'fuyuan-postgres-'));
  if (as) chownSync(data, as.uid, as.gid);
  await run(join(bin, 'initdb'), ['-D', data, '-U', 'super', '--no-sync', '-A', 'trust', '--locale=C.UTF-8'], as);
  const port = await freePort();
  const url = `postgres://super@127.0.0.1:${port}/postgres`;
  const ask = async (query: string) => (await run(join(bin, 'psql'), [url, '-qtA', '-c', query])).stdout.trim();
  const say = async (statement: string) => void (await ask(statement));
  let server: ChildProcess;
  const start = async () => {
    const settings = ['fsync=off', 'listen_addresses=127.0.0.1', `unix_socket_directories=${data}`];
    const options = settings.flatMap((setting) => ['-c', setting]);
    server = spawn(join(bin, 'postgres'), ['-D', data, '-p', `${port}`, ...options], { ...as, stdio: 'ignore' });
    await until(
      'PostgreSQL answers',
      () =>
        say('select 1').then(
          () => true,
          () => false,
        ),
      30_000,
    );
  };
  const end = async (signal: NodeJS.Signals) => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await gone;
  };
  await start();
  return {
    url,
    urlOf: (role) => `postgres://${role}:${role}@127.0.0.1:${port}/postgres`,
    say,
    ask,
    kill: () => end('SIGQUIT'),
    restart: start,
    stop: async () => {
      await end('SIGINT');
      rmSync(data, { recursive: true, force: true });
    },
  };
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
