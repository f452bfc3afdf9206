import { spawn } from 'node:child_process';
import { resolve as pathOf } from 'node:path';
import { GaveUp, until } from './until';
import { request } from './http-call';

export type AppName = 'standalone' | 'exchange' | 'event-store';

export type Exit = Readonly<{ code: number | null; signal: NodeJS.Signals | null }>;

/** One of our apps, as built into dist, in a process of its own. */
export type AppProcess = Readonly<{
  pid: number;
  /** All it has written so far, both streams. */
  output(): string;
  signal(name: NodeJS.Signals): void;
  exited: Promise<Exit>;
  isGone(): boolean;
}>;

/** The repository, from the source and from what was built of it alike. */
const root = pathOf(__dirname, '../../..').replace(/\/dist$/, '');
const alive = new Set<AppProcess>();

/** Whatever ends this process, ordered or not, takes its children along. */
process.once('exit', () => alive.forEach((app) => app.signal('SIGKILL')));

export function startApp(app: AppName, args: readonly string[], env: NodeJS.ProcessEnv = {}): AppProcess {
  const main = pathOf(root, 'dist/apps', app, 'src/main.js');
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => written.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => written.push(chunk));

  const exited = new Promise<Exit>((resolve) =>
    child.once('exit', (code, signal) => {
      alive.delete(running);
      resolve({ code, signal });
    }),
  );
  const running: AppProcess = {
    pid: child.pid ?? Number.NaN,
    output: () => Buffer.concat(written).toString(),
    signal: (name) => void child.kill(name),
    exited,
    isGone: () => child.exitCode !== null || child.signalCode !== null,
  };
  alive.add(running);
  return running;
}

/** Waits until /health/ready says yes. Errors: the process ended instead; with all that it said. */
export async function untilReady(app: AppProcess, origin: string, withinMs = 30_000): Promise<void> {
  await until(
    `${origin} to be ready`,
    async () => {
      if (app.isGone()) throw new GaveUp(`The process ended before it was ready:\n${app.output()}`);
      const { status, text } = await request(origin, { method: 'GET', path: '/health/ready' });
      if (status !== 200) throw new Error(text);
      return true;
    },
    withinMs,
  );
}

/** Ends it and waits for its end; nothing happens when it is gone already. */
export async function end(app: AppProcess | undefined, signal: NodeJS.Signals = 'SIGTERM'): Promise<Exit | undefined> {
  if (!app) return undefined;
  if (!app.isGone()) app.signal(signal);
  return app.exited;
}
