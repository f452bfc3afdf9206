// Compiles every room with SWC into dist/, keeping the folders. `tsc` only checks types (npm run check).
// Runs only for files newer than what was built, so that a second start costs nothing.
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync, existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFileSync } from '@swc/core';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const isSource = (path) => path.endsWith('.ts') && !path.endsWith('.spec.ts') && !path.endsWith('.d.ts');

const rooms = ['apps', 'libs', 'test'];
const sources = rooms.flatMap((room) =>
  existsSync(join(root, room))
    ? readdirSync(join(root, room), { recursive: true })
        .map((path) => join(root, room, path))
        .filter(isSource)
    : [],
);

const builtOf = (source) => join(root, 'dist', relative(root, source)).replace(/\.ts$/, '.js');

/** A room is reached by its name; in dist that name becomes the way from the importing file. */
const linkRooms = (code, built) =>
  code.replace(/require\("@fuyuan\/([\w-]+)"\)/g, (_, room) => {
    const way = relative(dirname(built), join(root, 'dist/libs', room, 'src'));
    return `require("${way.startsWith('.') ? way : `./${way}`}")`;
  });

export function build() {
  const wanted = new Set(sources.map(builtOf));
  rooms.forEach((room) => removeStale(join(root, 'dist', room), wanted));

  for (const source of sources) {
    const built = builtOf(source);
    if (existsSync(built) && statSync(built).mtimeMs >= statSync(source).mtimeMs) continue;

    const { code, map } = transformFileSync(source, { configFile: join(root, '.swcrc'), sourceMaps: true });
    mkdirSync(dirname(built), { recursive: true });
    writeFileSync(`${built}.map`, map);
    writeFileSync(built, `${linkRooms(code, built)}\n//# sourceMappingURL=${built.split('/').at(-1)}.map\n`);
  }
}

function removeStale(folder, wanted) {
  if (!existsSync(folder)) return;
  for (const path of readdirSync(folder, { recursive: true })) {
    const built = join(folder, path);
    if (built.endsWith('.js') && !wanted.has(built)) rmSync(built);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build();
