import { hasAccounts } from '@fuyuan/identity';
import { configOf, createLog, endWith, guardProcess, stopGracefully } from '@fuyuan/platform';
import { startExchange } from './exchange';
import { ExchangeConfig } from './exchange.config';

async function main(): Promise<void> {
  const config = configOf(ExchangeConfig);
  const log = createLog({ level: config.logLevel, name: 'exchange' });
  const { app, platform, url } = await startExchange(config, log);
  guardProcess(log, stopGracefully(app, platform, { graceMs: config.shutdownGraceMs }));

  log.info({ url, docs: `${url}/docs` }, 'the exchange serves');
  if (config.oidcIssuer === undefined && !(await hasAccounts(config.dataDir))) {
    log.warn({ dataDir: config.dataDir }, 'there are no accounts yet; add one: npm run accounts -- add …');
  }
}

main().catch(endWith(1));
