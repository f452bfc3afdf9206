import { resolve } from 'node:path';

const built = resolve(__dirname, '../../../dist/test/operations');

type Room = `relay/${'dies-at' | 'hurried' | 'older-version'}` | `read-side/${'older-view' | 'stumbles'}`;

/** The environment in which a built program is other than it is. */
export const preloaded = (room: Room): NodeJS.ProcessEnv => ({ NODE_OPTIONS: `--require ${built}/${room}.js` });
