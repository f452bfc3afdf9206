import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBuilt, startBuilt, untilSaid, type BuiltApp } from './built-app';

/** Everything in one process, as `npm start` runs it, on a port of its own. */
export type RunningStandalone = BuiltApp &
  Readonly<{
    url: string;
    data: string;
    /** Printed at the first start of a data directory; empty later. */
    firstPassword: string;
  }>;

export type StandaloneOptions = Readonly<{
  /** A data directory to go on with; a new one unless told. The caller removes it, see `newDataDirectory`. */
  data: string;
  args?: readonly string[];
  env?: NodeJS.ProcessEnv;
}>;

/** A data directory for one test, and how to remove it. */
export function newDataDirectory(): { data: string; remove: () => void } {
  const data = mkdtempSync(join(tmpdir(), 'fuyuan-data-'));
  return { data, remove: () => rmSync(data, { recursive: true, force: true }) };
}

/** Starts the built standalone and waits until it says that it is ready. */
export async function startStandalone({ data, args = [], env = {} }: StandaloneOptions): Promise<RunningStandalone> {
  const app = startBuilt('standalone/src/main', { args: ['--data', data, '--port', '0', ...args], env });
  await untilSaid(app, /停止 Stop .*\n/);
  const url = /地址 Address +(\S+)/.exec(app.output())?.[1] ?? '';
  const firstPassword = /account office +密码 password (\S+)/.exec(app.output())?.[1] ?? '';
  return { ...app, url, data, firstPassword };
}

/** `npm run accounts` on a data directory. */
export const accounts = (data: string, args: readonly string[], input?: string) =>
  runBuilt('standalone/src/accounts.cli', {
    args: ['--data', data, ...args],
    ...(input === undefined ? {} : { input }),
  });
