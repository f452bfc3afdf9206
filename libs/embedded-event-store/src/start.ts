import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { EmbeddedEventStoreOptions } from './options';
import type { Address } from './server/server';
import type { FromWorker, Reason, ToWorker } from './worker-messages';

/** Of what the thread makes, next to nothing lasts: collected often, it holds little, and reading costs the same. */
const YOUNG_MB = 16;

/** A running node. */
export interface EmbeddedEventStore {
  readonly address: Address;
  /** For `EventStoreDBClient.connectionString`; without credentials, but with the connection name if one is wanted. */
  readonly connectionString: string;
  /** Answers what is in flight, ends subscriptions with UNAVAILABLE, and lets go of the directory. */
  stop(): Promise<void>;
  /** Copies the store to a file while it is in use. */
  backup(to: string): Promise<void>;
  /** Resolves with the reason when the node ends without having been asked to; never otherwise. */
  readonly failed: Promise<Error>;
}

/**
 * Starts a node in a worker thread and resolves when it can be reached.
 *
 * @throws Error named DamagedStore, StoreLocked or StorageRefused, or of the network (a port that is taken)
 */
export async function startEmbeddedEventStore(options: EmbeddedEventStoreOptions): Promise<EmbeddedEventStore> {
  const { log = () => undefined, ...data } = options;
  const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MB };
  const worker = new Worker(join(__dirname, 'worker.js'), { workerData: data, stdout: false, resourceLimits });
  const thread = new StoreThread(worker);
  const address = await thread.ready;
  const open = connectionStringOf(address, options.tls !== undefined);
  const { connectionName } = options;
  const connectionString = connectionName ? `${open}&connectionName=${encodeURIComponent(connectionName)}` : open;
  log(`event store: ${options.data} at ${open}`);
  void thread.failed.then((error) => log(`event store: ended, ${error.message}`));
  return {
    address,
    connectionString,
    failed: thread.failed,
    stop: () => thread.stop(),
    backup: (to) => thread.ask({ ask: 'backup', to }),
  };
}

const connectionStringOf = ({ host, port }: Address, tls: boolean): string =>
  `esdb://${host.includes(':') ? `[${host}]` : host}:${port}?tls=${tls}`;

type Question = { readonly ask: 'stop' } | { readonly ask: 'backup'; readonly to: string };

const errorOf = ({ name, message }: Reason): Error => Object.assign(new Error(message), { name });

/** The worker, as the host sees it: questions with answers, and an end that was wanted or not. */
class StoreThread {
  readonly ready: Promise<Address>;
  readonly failed: Promise<Error>;
  private readonly open = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
  private asked = 0;
  private stopping: Promise<void> | undefined;

  constructor(private readonly worker: Worker) {
    let lastError: Error | undefined;
    worker.on('error', (error) => (lastError = error));
    this.failed = new Promise((resolve) => {
      worker.once('exit', (code) => {
        const error = lastError ?? new Error(`The event store's thread ended with code ${code}.`);
        for (const { reject } of this.open.values()) reject(error);
        this.open.clear();
        if (!this.stopping) resolve(error);
      });
    });
    this.ready = new Promise((resolve, reject) => {
      worker.on('message', (message: FromWorker) => {
        if (message.told === 'ready') resolve(message.address);
        else if (message.told === 'unready') reject(errorOf(message.reason));
        else this.settle(message);
      });
      void this.failed.then(reject);
    });
  }

  ask(question: Question): Promise<void> {
    const id = (this.asked += 1);
    return new Promise((resolve, reject) => {
      this.open.set(id, { resolve, reject });
      this.worker.postMessage({ ...question, id } satisfies ToWorker);
    });
  }

  /** May be asked more than once; the node stops once. */
  stop(): Promise<void> {
    this.stopping ??= this.ask({ ask: 'stop' }).finally(() => this.worker.terminate());
    return this.stopping;
  }

  private settle(message: Extract<FromWorker, { told: 'done' | 'failed' }>): void {
    const asked = this.open.get(message.id);
    this.open.delete(message.id);
    if (message.told === 'done') asked?.resolve();
    else asked?.reject(errorOf(message.reason));
  }
}
