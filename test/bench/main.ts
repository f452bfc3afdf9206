import { benchEventStore } from './event-store.bench';
import { benchExchange } from './exchange.bench';
import { benchFeed } from './feed.bench';
import { machine } from './machine';
import { benchMemberList } from './member-list.bench';
import { benchPolicy } from './policy.bench';
import { benchReadSide } from './read-side.bench';
import { benchRelay } from './relay.bench';
import { table, type Row } from './report';

const ORIENTATION = `For orientation, measured elsewhere on a machine of this size and not in this run: Emmett's command handler on
PostgreSQL without HTTP 1,500 commands/s at 64 callers; Nest on Fastify with a validated body and nothing behind it
4,100–5,300 requests/s.`;

const PARTS = {
  policy: benchPolicy,
  exchange: benchExchange,
  'member-list': benchMemberList,
  'event-store': benchEventStore,
  relay: benchRelay,
  'read-side': benchReadSide,
  feed: benchFeed,
};

/** `npm run bench [-- --short] [relay …]`: the promises about speed and memory, each beside its baseline in the same run. */
async function main(): Promise<void> {
  const short = process.argv.includes('--short');
  const named = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  const unknown = named.find((name) => !(name in PARTS));
  if (unknown !== undefined) throw new Error(`There is no part '${unknown}': ${Object.keys(PARTS).join(', ')}.`);
  const rows: Row[] = [];
  const broken: string[] = [];
  for (const [name, bench] of Object.entries(PARTS)) {
    if (named.length > 0 && !named.includes(name)) continue;
    const began = performance.now();
    try {
      rows.push(...(await bench({ short })));
      console.log(`${name}: measured in ${Math.round((performance.now() - began) / 1_000)} s`);
    } catch (error) {
      console.error(`${name}:`, error);
      broken.push(name);
    }
  }
  const missed = rows.filter(({ met }) => met === false).length;
  console.log(`\n${machine(new Date())}${short ? ', short run' : ''}\n\n${table(rows)}\n\n${ORIENTATION}`);
  console.log(missed === 0 ? '\nEvery promise was met.' : `\n${missed} of the promises were not met.`);
  if (broken.length > 0)
    throw new Error(`What of these parts is missing above could not be measured: ${broken.join(', ')}.`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
