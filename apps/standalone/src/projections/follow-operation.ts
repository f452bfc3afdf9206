import { setTimeout as sleep } from 'node:timers/promises';
import { Presets, SingleBar } from 'cli-progress';
import { SaidNo, type ReadSideClient } from './read-side-client';

/** An operation as the read side tells it, as far as is read here. */
export type Operation = Readonly<{
  id: string;
  kind: string;
  status: 'open' | 'running' | 'done' | 'failed';
  progress: Readonly<{ phase: 'reading' | 'comparing'; done: number; of: number }> | null;
  result: Readonly<Record<string, unknown>> | null;
}>;

const LOOK_MS = 300;
const PHASES = { reading: '读取 reading', comparing: '比对 comparing' } as const;

/**
 * Waits until it has ended, with a bar on a terminal. A read side that is away meanwhile goes on with it when it is back,
 * and so does this. Errors: SaidNo.
 */
export async function followOperation(client: ReadSideClient, begun: Operation): Promise<Operation> {
  const bar = new SingleBar(
    { format: '{phase} {bar} {value}/{total}', stream: process.stderr },
    Presets.shades_classic,
  );
  let isShown = false;
  let operation = begun;
  while (operation.status === 'open' || operation.status === 'running') {
    await sleep(LOOK_MS);
    operation = await look(client, operation);
    if (!operation.progress || !process.stderr.isTTY) continue;
    const { phase, done, of } = operation.progress;
    if (isShown) bar.setTotal(of);
    else bar.start(of, done, { phase: PHASES[phase] });
    bar.update(done, { phase: PHASES[phase] });
    isShown = true;
  }
  if (isShown) bar.stop();
  return operation;
}

async function look(client: ReadSideClient, operation: Operation): Promise<Operation> {
  try {
    return (await client.get(`operations/${operation.id}`)) as unknown as Operation;
  } catch (error) {
    if (error instanceof SaidNo && error.status < 500) throw error;
    return operation;
  }
}
