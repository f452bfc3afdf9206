import { mkdirSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { AUDIENCES, type Audience } from '@fuyuan/contracts';
import { RecordedLog } from '@fuyuan/event-store';
import { migrate, openSqlite, ProjectionRunner, type ReadDatabase } from '@fuyuan/read-model';
import { FeedKeeper, migrateFeeds } from '@fuyuan/unit-feeds';
import { migrateWebhooks, openKeySafe, Places, runnerOptionsOf, WebhookRunner, type KeySafe } from '@fuyuan/webhooks';
import { LogFeeds } from './log-feed';
import { fileOf, type ReadSidesData, type Said } from './read-sides.messages';
import { PROJECTIONS } from './projections-of';

const { connectionString, folder, webhooks: settings } = workerData as ReadSidesData;
/** What is sent when the process stops has so long; what has not come to its end then is sent again later. */
const WEBHOOK_GRACE_MS = 1_500;
const say = (said: Said) => parentPort?.postMessage(said);
const failed = (error: unknown, what: string) =>
  say({ what: 'failed', of: what, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });

type Side = Readonly<{ database: ReadDatabase; runner: ProjectionRunner; webhooks: WebhookRunner }>;
type Shared = Readonly<{ feeds: LogFeeds; safe: KeySafe; places: Places }>;

async function begin(audience: Audience, { feeds, safe, places }: Shared): Promise<Side> {
  const database = openSqlite(fileOf(folder, audience));
  await migrate(database);
  await migrateFeeds(database);
  await migrateWebhooks(database);
  const runner = new ProjectionRunner({
    database,
    feed: feeds.of(audience),
    projections: PROJECTIONS[audience],
    now: () => new Date(),
    failed: (error, what) => failed(error, `${audience}: ${what}`),
  });
  await runner.start();
  feeds.keep(audience, new FeedKeeper(database));
  const webhooks = new WebhookRunner({
    ...runnerOptionsOf(settings, safe),
    ...{ database, places, alone: true, now: () => new Date() },
    answered: (result) => say({ what: 'sent', audience, result }),
    failed: (error, what) => failed(error, `${audience}: ${what}`),
  });
  await webhooks.start();
  return { database, runner, webhooks };
}

/** Makes the views of all three read sides from the log; whoever asks reads the same files from the main thread. */
async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const log = new RecordedLog({ connectionString });
  const feeds = new LogFeeds({
    log,
    reached: (position) => say({ what: 'reached', position }),
    failed: (error) => failed(error, 'log'),
  });
  const sides: Side[] = [];
  const shared = { feeds, safe: await openKeySafe(settings), places: new Places(settings.atOnce) };
  for (const audience of AUDIENCES) sides.push(await begin(audience, shared));
  parentPort?.once('message', () => {
    void (async () => {
      const sending = sides.map(({ webhooks }) => webhooks.stop(WEBHOOK_GRACE_MS));
      for (const { runner } of sides) await runner.stop();
      await Promise.all(sending);
      await log.dispose();
      for (const { database } of sides) await database.close();
      say({ what: 'stopped' });
    })();
  });
  say({ what: 'ready' });
  await feeds.begin();
}

main().catch((error: unknown) => {
  failed(error, 'start');
  process.exit(1);
});
