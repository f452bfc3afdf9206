import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ReadSideJob } from './read-side.process';
import type { Rebuilt } from './read-side.rebuild';

/** As `runReadSide` lets its heap grow. */
const AS_STARTED = ['--heap-growing-percent=50'];

/** In a process of its own, so that its memory is its own. Errors: Error where it ends before it is done. */
export async function inProcess(job: ReadSideJob): Promise<Rebuilt> {
  const child = fork(join(__dirname, 'read-side.process.js'), {
    execArgv: AS_STARTED,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  child.send(job);
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('The process that reads has ended.')));
  const [rebuilt] = (await Promise.race([once(child, 'message'), ended])) as [Rebuilt];
  ended.catch(() => undefined);
  return rebuilt;
}
