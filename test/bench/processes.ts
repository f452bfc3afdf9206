import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { end, startApp, untilReady, type AppProcess } from '../operations/running/app-process';
import { freePort } from '../operations/running/places';

export type Standalone = Readonly<{ app: AppProcess; origin: string; startMs: number; stop(): Promise<void> }>;

/** Starts what `npm start` runs and says how long it took until it was ready. */
export async function startStandalone(data: string, env: NodeJS.ProcessEnv = {}): Promise<Standalone> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const app = startApp('standalone', ['--data', data, '--port', String(port)], env);
  await untilReady(app, origin, 60_000);
  return { app, origin, startMs: performance.now() - began, stop: async () => void (await end(app)) };
}

/** The exchange with empty handlers, which knows the accounts and keys of a data directory. */
export async function startEmptyHandlers(data: string): Promise<{ origin: string; stop(): Promise<void> }> {
  const env = { ...process.env, DATA_DIR: data };
  const child = fork(join(__dirname, 'empty-handlers.js'), { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const exited = once(child, 'exit');
  const [origin] = (await Promise.race([
    once(child, 'message'),
    exited.then(() => Promise.reject(new Error('The server with empty handlers did not start.'))),
  ])) as [string];
  const stop = async () => {
    child.disconnect();
    await exited;
  };
  return { origin, stop };
}

/** Resident memory of a process and all it started, in MB (10⁶ bytes), as /proc tells it. */
export function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const own = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  return own / 1e6 + children.reduce((total, child) => total + residentMb(child), 0);
}

/** The most memory that was resident in the given time. */
export async function mostResidentMb(pid: number, ms: number): Promise<number> {
  let most = 0;
  for (const until = performance.now() + ms; performance.now() < until; await pause(100)) {
    most = Math.max(most, residentMb(pid));
  }
  return most;
}
