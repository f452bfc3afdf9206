// `release`: writes down what is new in the published language, and refuses what breaks a reader of what was released.
// `pack [DIR]`: builds the package @fuyuan/contracts into dist/contracts, with its types, JSON Schemas and AsyncAPI
// document, and with it DIR/fuyuan-contracts-<version>.tgz (dist unless told), to install or publish.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { build } from './build.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const [golden, history, library] = ['test/contracts/messages', 'test/contracts/history', 'libs/contracts'].map((way) =>
  join(root, way),
);
const require = createRequire(import.meta.url);

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

async function writeJson(path, data) {
  const options = await resolveConfig(path);
  writeFileSync(path, await format(JSON.stringify(data), { ...options, parser: 'json' }));
}

async function release() {
  build();
  const { breaksOf, dataSchemaOf, MESSAGE_TYPES } = require(join(root, 'dist/libs/contracts/src'));
  mkdirSync(join(golden, 'released'), { recursive: true });
  for (const type of MESSAGE_TYPES) {
    const path = join(golden, 'released', `${type}.json`);
    const breaks = existsSync(path) ? breaksOf(readJson(path), dataSchemaOf(type)) : [];
    if (breaks.length > 0) {
      console.error(`${type} was released otherwise; make a new version of it beside the old one:`);
      breaks.forEach(({ at, what }) => console.error(`  ${at}: ${what}`));
      process.exitCode = 1;
      continue;
    }
    await writeJson(path, dataSchemaOf(type));
  }
  await writeGoldenMessages(require(join(root, 'dist/test/contracts/messages/golden-messages.js')));
}

/** A golden message that is there is never written again: it lies in topics. */
async function writeGoldenMessages({ messagesOfHistory }) {
  const newest = new Map(messagesOfHistory(history).map((message) => [message.type, message]));
  for (const [type, message] of newest) {
    const path = join(golden, `${type}.json`);
    if (!existsSync(path)) await writeJson(path, message);
  }
}

async function pack() {
  const into = resolve(process.argv[3] ?? join(root, 'dist'));
  const packed = join(into, 'contracts');
  rmSync(packed, { recursive: true, force: true });
  const compiler = require.resolve('typescript/bin/tsc');
  const compile = [compiler, '-p', join(library, 'tsconfig.json'), '--outDir', join(packed, 'dist')];
  execFileSync(process.execPath, compile, { stdio: 'inherit' });
  const { asyncapi, dataSchemaOf, ENVELOPE_SCHEMA, MESSAGE_TYPES } = require(join(packed, 'dist'));
  mkdirSync(join(packed, 'schemas'), { recursive: true });
  for (const type of MESSAGE_TYPES) await writeJson(join(packed, 'schemas', `${type}.json`), dataSchemaOf(type));
  await writeJson(join(packed, 'schemas', 'envelope.v1.json'), ENVELOPE_SCHEMA);
  await writeJson(join(packed, 'asyncapi.json'), asyncapi());
  for (const file of ['package.json', 'README.md']) copyFileSync(join(library, file), join(packed, file));
  const said = execFileSync('npm', ['pack', packed, '--pack-destination', into, '--json', '--offline'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ filename }] = JSON.parse(said);
  console.log(join(into, filename));
}

const tasks = { release, pack };
const task = tasks[process.argv[2]];
if (!task) {
  console.error('node scripts/contracts.mjs release | pack [DIR]');
  process.exit(2);
}
await task();
