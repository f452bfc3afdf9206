import { configOf, ConfigurationInvalid, createLog, guardProcess, stopGracefully } from '@fuyuan/platform';
import { startRelay } from './relay';
import { RelayConfig } from './relay.config';
import { keepHeapSmall } from './small-heap';

async function main(): Promise<void> {
  keepHeapSmall();
  const config = configOf(RelayConfig);
  const log = createLog({ level: config.logLevel, name: 'relay' });
  const { app, platform, url } = await startRelay(config, log);
  guardProcess(log, stopGracefully(app, platform, { graceMs: config.shutdownGraceMs }));
  log.info({ url, generation: config.relayGeneration, shard: config.relayShard }, 'the relay stands by');
}

main().catch((error: Error) => {
  const told = error instanceof ConfigurationInvalid ? error.message : (error.stack ?? error.message);
  console.error(told);
  process.exit(1);
});
