import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { EmbeddedEventStore } from '@fuyuan/embedded-event-store';
import { startEmbeddedEventStore } from '@fuyuan/embedded-event-store';
import { feedLimitsOf } from '@fuyuan/feed-desk';
import { ensureFirstAccount, type FirstAccounts } from '@fuyuan/identity';
import { createLog, guardProcess, type Log, type Stop, stopGracefully } from '@fuyuan/platform';
import { openKeySafe } from '@fuyuan/webhooks';
import { type Exchange, startExchange } from '../../exchange/src/exchange';
import { demoAccounts } from './demo/demo-accounts';
import { requireDemoDirectory } from './demo/demo-directory';
import { showDemo } from './demo/show-demo';
import type { StandaloneOptions } from './options';
import { ReadSides } from './read-sides/read-sides';

/** Everything in one process, serving. */
export type Standalone = Readonly<{ exchange: Exchange; log: Log; stop: Stop; firstAccounts: FirstAccounts }>;

/**
 * The store first: who holds it holds the data directory, accounts and keys included. Errors: those of the store, of
 * the accounts file, of the network; the store is let go again.
 */
export async function startStandalone({ exchange: config, ...asked }: StandaloneOptions): Promise<Standalone> {
  const log = createLog({ level: config.logLevel, name: 'fuyuan' });
  if (asked.demo) await requireDemoDirectory(config.dataDir);
  const store = await startEmbeddedEventStore({
    data: join(config.dataDir, 'events'),
    // Other programs on this machine do not know it, and so neither read nor write past the exchange.
    connectionName: randomBytes(32).toString('hex'),
    log: (line) => log.info({ context: 'event-store' }, line),
  });
  try {
    const { connectionString } = store;
    const folder = join(config.dataDir, 'read-models');
    const { webhooks } = asked;
    const parts = { log, limits: feedLimitsOf(asked.feeds), safe: await openKeySafe(webhooks) };
    const readSides = asked.readSides ? new ReadSides({ connectionString, folder, webhooks }, parts) : undefined;
    const connected = { ...config, eventstoreConnectionString: connectionString };
    const exchange = await startExchange(connected, log, { soleWriter: true, beside: readSides?.modules() ?? [] });
    const stop = stopsWith(exchange, { store, readSides }, config.shutdownGraceMs);
    guardProcess(log, stop);
    // The exchange records before the views can be asked, and they take no time from its start.
    await readSides?.begin();
    const firstAccounts = await firstAccountsOf(config, asked);
    if (asked.demo) await showDemo(exchange.url);
    return { exchange, log, stop, firstAccounts };
  } catch (error) {
    await store.stop();
    throw error;
  }
}

/** None where people sign in elsewhere. */
async function firstAccountsOf(
  { oidcIssuer, dataDir }: StandaloneOptions['exchange'],
  { demo, officeUnit }: Pick<StandaloneOptions, 'demo' | 'officeUnit'>,
): Promise<FirstAccounts> {
  if (oidcIssuer !== undefined) return [];
  return ensureFirstAccount(dataDir, { unit: officeUnit, ...(demo ? { demo: demoAccounts } : {}) });
}

type Inside = Readonly<{ store: EmbeddedEventStore; readSides: ReadSides | undefined }>;

/**
 * HTTP answers what is under way, the client leaves, then those who make the views, then the store. A store that ends by
 * itself ends the process.
 */
function stopsWith({ app, platform }: Exchange, { store, readSides }: Inside, graceMs: number): Stop {
  let storeIsGone = false;
  const exit = (code: number): void => {
    const late = (error: unknown) => platform.log.error({ err: error }, 'the views did not stop in good order');
    const gone = within(graceMs, readSides?.stop() ?? Promise.resolve())
      .catch(late)
      .then(() => (storeIsGone ? undefined : within(graceMs, store.stop())));
    void gone.then(
      () => process.exit(code),
      (error: unknown) => {
        platform.log.error({ err: error }, 'the event store did not stop in good order');
        process.exit(code || 1);
      },
    );
  };
  const stop = stopGracefully(app, platform, { graceMs, exit });
  void store.failed.then((error) => {
    storeIsGone = true;
    platform.log.fatal({ err: error }, '事件存储意外终止，进程停止。The event store ended by itself; stopping.');
    void stop(1, 'the event store ended by itself');
  });
  return stop;
}

const within = (ms: number, work: Promise<void>): Promise<void> =>
  Promise.race([
    work,
    new Promise<never>((_, reject) =>
      setTimeout(() => reject(new Error(`It took more than ${ms} ms to stop.`)), ms).unref(),
    ),
  ]);
