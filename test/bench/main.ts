import { benchEventStore } from './event-store.bench';
import { benchExchange } from './exchange.bench';
import { machine } from './machine';
import { benchMemberList } from './member-list.bench';
import { benchPolicy } from './policy.bench';
import { benchRelay } from './relay.bench';
import { table } from './report';

const ORIENTATION = `For orientation, measured elsewhere on a machine of this size and not in this run: Emmett's command handler on
PostgreSQL without HTTP 1,500 commands/s at 64 callers; Nest on Fastify with a validated body and nothing behind it
4,100–5,300 requests/s.`;

/** `npm run bench [-- --short]`: the promises about speed and memory, each beside its baseline in the same run. */
async function main(): Promise<void> {
  const short = process.argv.includes('--short');
  const rows = [
    ...benchPolicy({ short }),
    ...(await benchExchange({ short })),
    ...(await benchMemberList({ short })),
    ...(await benchEventStore({ short })),
    ...(await benchRelay({ short })),
  ];
  const missed = rows.filter(({ met }) => met === false).length;
  console.log(`\n${machine(new Date())}${short ? ', short run' : ''}\n\n${table(rows)}\n\n${ORIENTATION}`);
  console.log(missed === 0 ? '\nEvery promise was met.' : `\n${missed} of the promises were not met.`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
