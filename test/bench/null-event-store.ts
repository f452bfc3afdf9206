import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

export interface NullEventStore {
  readonly connectionString: string;
  stop(): Promise<void>;
}

/**
 * A server that speaks the store's protocol with the store's own codecs in a thread of its own, and keeps nothing:
 * what the client and the protocol cost by themselves, hence the most that any store behind them could reach.
 */
export async function startNullEventStore(): Promise<NullEventStore> {
  const worker = new Worker(join(__dirname, 'null-event-store.worker.js'));
  const [port] = (await once(worker, 'message')) as [number];
  return {
    connectionString: `esdb://127.0.0.1:${port}?tls=false`,
    stop: async () => void (await worker.terminate()),
  };
}
