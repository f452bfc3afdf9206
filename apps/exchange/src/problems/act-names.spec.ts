import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Acts whose permission covers several have names of their own. */
const COVERED: Readonly<Record<string, string>> = {
  'change-unit': '(rename|move|merge|split)-unit',
  'designate-liaison-officer': '(designate|replace)-officer-unit',
};

const source = join(__dirname, '..');
const controllers = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.controller.ts'))
  .map((file) => readFileSync(join(source, file), 'utf8'));

/** Every act over HTTP as it is written: the permission on its route, and the name under which it is asked for. */
const acts = controllers.flatMap((text) =>
  text
    .split(/@Permitted\('/)
    .slice(1)
    .filter((route) => route.includes('@Post('))
    .map((route) => ({
      permission: /^[\w-]+/.exec(route)?.[0] ?? '',
      act: /(?:act: |asked\(|this\.\w+\(\s*)['`]([\w-]+)/.exec(route)?.[1] ?? 'not found',
    })),
);

it('every act is asked for under the name of the permission on its own route', () => {
  expect(acts.length).toBeGreaterThan(30);
  const other = acts.filter(({ permission, act }) => !new RegExp(`^${COVERED[permission] ?? permission}$`).test(act));
  expect(other).toEqual([]);
});
