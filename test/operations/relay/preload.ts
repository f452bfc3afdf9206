import { resolve } from 'node:path';

const built = resolve(__dirname, '../../../dist/test/operations/relay');

/** The environment in which a built relay is other than it is: `dies-at`, `hurried` or `older-version`. */
export const preloaded = (room: 'dies-at' | 'hurried' | 'older-version'): NodeJS.ProcessEnv => ({
  NODE_OPTIONS: `--require ${built}/${room}.js`,
});
