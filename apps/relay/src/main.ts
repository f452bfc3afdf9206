import { configOf, createLog, endWith, guardProcess, letHeapsGrowBy, stopGracefully } from '@fuyuan/platform';
import { startRelay } from './relay';
import { RelayConfig } from './relay.config';

/** What waits for the broker grows old by the thousand. */
const HEAP_GROWTH = 50;

async function main(): Promise<void> {
  letHeapsGrowBy(HEAP_GROWTH);
  const config = configOf(RelayConfig);
  const log = createLog({ level: config.logLevel, name: 'relay' });
  const { app, platform, url } = await startRelay(config, log);
  guardProcess(log, stopGracefully(app, platform, { graceMs: config.shutdownGraceMs }));
  log.info({ url, generation: config.relayGeneration, shard: config.relayShard }, 'the relay stands by');
}

main().catch(endWith(1));
