// Builds what is out of date, then becomes the named app: `node scripts/start.mjs exchange [its arguments]`.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const [app, ...args] = process.argv.slice(2);
const main = join(dirname(fileURLToPath(import.meta.url)), '../dist/apps', app, 'src/main.js');

build();
process.argv = [process.argv[0], main, ...args];
createRequire(import.meta.url)(main);
