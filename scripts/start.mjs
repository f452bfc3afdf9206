// Builds what is out of date, then becomes the named app: `node scripts/start.mjs exchange [its arguments]`.
// `standalone:accounts.cli` names another program of an app.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const [named, ...args] = process.argv.slice(2);
const [app, program = 'main'] = named.split(':');
const main = join(dirname(fileURLToPath(import.meta.url)), '../dist/apps', app, `src/${program}.js`);

build();
process.argv = [process.argv[0], main, ...args];
createRequire(import.meta.url)(main);
