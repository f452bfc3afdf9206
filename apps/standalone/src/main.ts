import { letHeapsGrowBy } from '@fuyuan/platform';
import { apologyFor } from './apology';
import { hasDemoAccounts } from './demo/demo-directory';
import { isTold, optionsOf } from './options';
import { startStandalone } from './standalone';
import { welcome } from './welcome';

/** In percent; less than for other processes, for there are three threads in this one. */
const HEAP_GROWTH = 30;

async function main(): Promise<void> {
  letHeapsGrowBy(HEAP_GROWTH);
  const options = optionsOf(process.argv.slice(2), process.env);
  const { exchange, firstAccounts } = await startStandalone(options);
  const { dataDir, httpHost: host } = options.exchange;
  const facts = { url: exchange.url, host, dataDir, demo: options.demo, firstAccounts };
  const { accounts, issuer } = exchange.identity;
  const told = { ...facts, hasDemoAccounts: hasDemoAccounts(accounts), issuer: issuer?.address };
  process.stdout.write(welcome(told));
}

main().catch((error: unknown) => {
  if (isTold(error)) process.exit(error.exitCode === 0 ? 0 : 2);
  process.stderr.write(apologyFor(error));
  process.exit(1);
});
