// `release`: writes down what is new in the published language, and refuses what breaks a reader of what was released.
// `pack`: builds the package @fuyuan/contracts into dist/contracts, with its types, JSON Schemas and AsyncAPI document.
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
const packed = join(root, 'dist/contracts');
const require = createRequire(import.meta.url);

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

async function writeJson(path, data) {
  const options = await resolveConfig(path);
  writeFileSync(path, await format(JSON.stringify(data), { ...options, parser: 'json' }));
}

async function release() {
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
  rmSync(packed, { recursive: true, force: true });
  execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', join(library, 'tsconfig.json')], {
    stdio: 'inherit',
  });
  const { asyncapi, dataSchemaOf, ENVELOPE_SCHEMA, MESSAGE_TYPES } = require(join(packed, 'dist'));
  const manifest = readJson(join(library, 'package.json'));
  mkdirSync(join(packed, 'schemas'), { recursive: true });
  for (const type of MESSAGE_TYPES) await writeJson(join(packed, 'schemas', `${type}.json`), dataSchemaOf(type));
  await writeJson(join(packed, 'schemas', 'envelope.v1.json'), ENVELOPE_SCHEMA);
  await writeJson(join(packed, 'asyncapi.json'), asyncapi(manifest.version));
  await writeJson(join(packed, 'package.json'), manifest);
  copyFileSync(join(library, 'README.md'), join(packed, 'README.md'));
  console.log(`@fuyuan/contracts ${manifest.version} is in dist/contracts: npm pack, or npm publish, from there.`);
}

const tasks = { release, pack };
const task = tasks[process.argv[2]];
if (!task) {
  console.error('node scripts/contracts.mjs release | pack');
  process.exit(2);
}
build();
await task();
