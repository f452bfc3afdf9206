import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Requests of one kind, each with an Idempotency-Key of its own. */
export type Job = Readonly<{
  origin: string;
  token: string;
  connections: number;
  amount: number;
  /** One path for all, or a path for each, of which there are more than requests. */
  paths: readonly string[];
  /** The body; `{{key}}` in it becomes the key of the request. */
  body: string;
  /** Whether the ids of the records are told. */
  ids?: boolean;
}>;

export type Load = Readonly<{
  perSecond: number;
  /** Milliseconds from a request to its answer. */
  p50: number;
  p99: number;
  ids: readonly string[];
}>;

/** What the process says that makes the load. */
export type Told = Load &
  Readonly<{ answers: Readonly<Record<string, number>>; errors: number; refusal?: string | undefined }>;

/**
 * Makes the load from a process of its own, so that it does not share the server's event loop.
 * Errors: any answer but 201, any request without an answer: such a rate would mean nothing.
 */
export async function load(job: Job): Promise<Load> {
  const child = fork(join(__dirname, 'http-load.process.js'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  child.send(job);
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('The process that makes the load ended.')));
  const [told] = (await Promise.race([once(child, 'message'), ended])) as [Told];
  ended.catch(() => undefined);
  child.disconnect();

  const { answers, errors, refusal = '' } = told;
  if (errors > 0 || Object.keys(answers).some((status) => status !== '201')) {
    throw new Error(`${job.paths[0]}: not every answer was 201: ${JSON.stringify({ answers, errors })} ${refusal}`);
  }
  return told;
}
