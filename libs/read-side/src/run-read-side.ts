import { FeedConfig } from '@fuyuan/feed-desk';
import { BrokersConfig } from '@fuyuan/kafka';
import { configOf, createLog, endWith, guardProcess, letHeapsGrowBy, stopGracefully } from '@fuyuan/platform';
import { WebhookConfig } from '@fuyuan/webhook-desk';
import { ReadSideConfig } from './read-side.config';
import { startReadSide, type ReadSideApp } from './start-read-side';

/** In percent: what is folded ahead is held for a while, and let go in the thousands. */
const HEAP_GROWTH = 50;

async function run(side: ReadSideApp, httpPort: number): Promise<void> {
  const environment = { HTTP_PORT: String(httpPort), ...process.env };
  const config = {
    ...configOf(ReadSideConfig, environment),
    ...configOf(BrokersConfig, environment),
    ...configOf(FeedConfig, environment),
    ...configOf(WebhookConfig, environment),
  };
  const log = createLog({ level: config.logLevel, name: side.audience });
  const { app, platform, url, stop } = await startReadSide(side, config, log);
  const exit = (code: number) => {
    const end = (error?: unknown) => {
      if (error !== undefined) log.error({ err: error }, 'the read side did not stop in good order');
      process.exit(error === undefined ? code : code || 1);
    };
    stop().then(() => end(), end);
  };
  guardProcess(log, stopGracefully(app, platform, { graceMs: config.shutdownGraceMs, exit }));
  log.info({ url, docs: `${url}/docs` }, 'the read side serves');
}

/** The whole process of a read side; `httpPort` unless HTTP_PORT says otherwise. */
export function runReadSide(side: ReadSideApp, httpPort: number): void {
  letHeapsGrowBy(HEAP_GROWTH);
  run(side, httpPort).catch(endWith(1));
}
