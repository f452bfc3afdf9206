import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');
const examples = join(root, 'examples');
const silently = { encoding: 'utf8' as const, stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'] };

/** `npm run contracts:pack`, into that folder. Returns the file to install. */
export const packContracts = (into: string): string =>
  execFileSync(process.execPath, [join(root, 'scripts/contracts.mjs'), 'pack', into], silently).trim();

/** `npm install <file>` in a new project, without a network: the package has no dependencies. */
export function installContracts(project: string, file: string): void {
  mkdirSync(project, { recursive: true });
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', '--no-save', file], {
    ...silently,
    cwd: project,
  });
}

/** Makes packages of the house findable in a project, as the integrator's `npm install` would. */
export function linkPackages(project: string, packages: readonly string[]): void {
  mkdirSync(join(project, 'node_modules/@types'), { recursive: true });
  for (const name of packages) symlinkSync(join(root, 'node_modules', name), join(project, 'node_modules', name));
}

export const compile = (project: string): string =>
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', project], silently);

/** Where an example in TypeScript lies under `examples`, and what it is when it is compiled. */
export type Example = Readonly<{ folder: string; program: string }>;

const SUBSCRIBER: Example = { folder: 'subscriber/typescript', program: 'dist/subscriber.js' };

/** An example in TypeScript as an integrator has it: the packed package installed, and compiled. */
export function typescriptExample(project: string, contracts: string, { folder, program } = SUBSCRIBER): string {
  cpSync(join(examples, folder), project, { recursive: true, filter: (path) => !path.endsWith('package.json') });
  installContracts(project, contracts);
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(join(examples, folder, 'package.json'), 'utf8'),
  ) as Record<'dependencies' | 'devDependencies', Record<string, string>>;
  const others = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => name !== '@fuyuan/contracts');
  linkPackages(project, others);
  compile(project);
  return join(project, program);
}

export type Subscriber = Readonly<{
  /** What it printed for a person: whole lines. */
  lines: () => string[];
  /** All that it said. */
  output: () => string;
  stop: () => Promise<void>;
}>;

const start = (command: string, args: readonly string[], env: NodeJS.ProcessEnv): Subscriber => {
  const child = spawn(command, args, { env: { PATH: process.env.PATH, LC_ALL: 'C', ...env }, stdio: 'pipe' });
  const mourn = () => child.kill('SIGKILL');
  process.once('exit', mourn);
  let [said, complained] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complained += text));
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  return {
    lines: () => said.split('\n').slice(0, -1),
    output: () => `${said}\n${complained}`,
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
      process.removeListener('exit', mourn);
    },
  };
};

export const startTypescript = (program: string, env: NodeJS.ProcessEnv): Subscriber =>
  start(process.execPath, [program], env);

/** Kafka's own client, from the jars that scripts/kafka gathers; where the locale is none, as in services. */
export const startJava = (jars: string, env: NodeJS.ProcessEnv): Subscriber =>
  start(
    'java',
    ['-Dfile.encoding=UTF-8', '-cp', join(jars, '*'), join(examples, 'subscriber/java/Subscriber.java')],
    env,
  );
