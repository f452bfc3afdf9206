#!/usr/bin/env node
// `npx fuyuan projections list --side court`: the programs of the command line under one name.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAMS = {
  projections: 'standalone:projections.cli',
  accounts: 'standalone:accounts.cli',
  databases: 'standalone:databases.cli',
  topics: 'relay:topics.cli',
  relay: 'relay:operator.cli',
  reconcile: 'relay:reconcile.cli',
  start: 'standalone',
};

const [name = '', ...args] = process.argv.slice(2);
const program = Object.hasOwn(PROGRAMS, name) ? PROGRAMS[name] : undefined;
if (program === undefined) {
  process.stderr.write(`用法 usage: fuyuan <${Object.keys(PROGRAMS).join('|')}> …\n`);
  process.exit(2);
}
const start = join(dirname(fileURLToPath(import.meta.url)), 'start.mjs');
const { status } = spawnSync(process.execPath, [start, program, ...args], { stdio: 'inherit' });
process.exit(status ?? 1);
