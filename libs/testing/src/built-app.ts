import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { until } from './until';

/** Also where this room is itself run as built. */
const dist = resolve(__dirname, '../../../dist').replace(/\/dist\/dist$/, '/dist');

/** A program of ours, as built, in a process of its own. */
export type BuiltApp = Readonly<{
  pid: number;
  /** All it has said so far, on both streams. */
  output: () => string;
  /** The exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>;
  /** Ends it, by default in good order, and waits for its end. */
  stop: (signal?: NodeJS.Signals) => Promise<number | NodeJS.Signals>;
}>;

export type BuiltAppOptions = Readonly<{
  args?: readonly string[];
  /** Added to the environment; variables of ours that the tests run under are not passed on. */
  env?: NodeJS.ProcessEnv;
  /** What it reads on stdin. */
  input?: string;
}>;

/** What a run of the tests may have set for itself. */
const OURS =
  /^(EVENTSTORE_|HTTP_|TOKEN_|DATA_DIR|COMMAND_|BODY_|LOG_LEVEL|METRICS_|SHUTDOWN_|DEMO|OFFICE_UNIT|TRUSTED_|OIDC_|SESSION_|SIGN_IN_|RELAY_|WEBHOOK|KAFKA_(BROKERS|CA|USER|PASS|MECH|REPL|PART))/;

/** Starts `dist/apps/<program>.js`; a program is named `standalone/src/main`. Its end comes at the latest with ours. */
export function startBuilt(program: string, { args = [], env = {}, input }: BuiltAppOptions = {}): BuiltApp {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name)));
  const child = spawn(process.execPath, [join(dist, 'apps', `${program}.js`), ...args], {
    env: { ...inherited, ...env },
  });
  const mourn = () => child.kill('SIGKILL');
  process.once('exit', mourn);

  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stdin.on('error', () => undefined).end(input);

  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once('close', (code, signal) => {
      process.removeListener('exit', mourn);
      resolve(code ?? signal ?? 'SIGKILL');
    });
  });
  return {
    pid: child.pid ?? 0,
    output: () => said,
    ended,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Runs a program to its end. */
export async function runBuilt(
  program: string,
  options: BuiltAppOptions = {},
): Promise<{ code: number | NodeJS.Signals; output: string }> {
  const app = startBuilt(program, options);
  return { code: await app.ended, output: app.output() };
}

/** Waits until the program has said something; fails with all it said when it ends instead, or is silent for 30 s. */
export async function untilSaid(app: BuiltApp, pattern: RegExp): Promise<RegExpExecArray> {
  let over = false;
  void app.ended.then(() => (over = true));
  await until(
    `${String(pattern)} is said`,
    () => {
      if (over && !pattern.test(app.output()))
        throw new Error(`It ended before it said ${String(pattern)}:\n${app.output()}`);
      return pattern.test(app.output());
    },
    30_000,
  );
  return pattern.exec(app.output()) as RegExpExecArray;
}
