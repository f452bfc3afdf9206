import { Command } from 'commander';
import { RecordedLog } from '@fuyuan/event-store';
import { configOf, createLog, endWith } from '@fuyuan/platform';
import { generationNamed } from './generation-named';
import { kafkaOf } from '@fuyuan/kafka';
import { reconcile, type Reconciliation, type ReconciliationProgress } from './reconcile';
import { ReconcileConfig } from './relay.config';

/** `npm run reconcile [-- --json]`: exit code 0 when the topics hold what the log says, 1 when not. */
async function main(): Promise<number> {
  const command = new Command('reconcile')
    .description('核对事件日志与主题是否一致。\nCompares the log with the topics, by count and rolling hash.')
    .option('--generation <n>', '第几代，默认 RELAY_GENERATION which generation', generationNamed)
    .option('--json', '以 JSON 输出 as JSON')
    .parse();
  const { json, generation } = command.opts<{ json?: boolean; generation?: number }>();
  const named = configOf(ReconcileConfig);
  const config = { ...named, relayGeneration: generation ?? named.relayGeneration };
  const log = new RecordedLog({ connectionString: config.eventstoreConnectionString });
  const kafka = kafkaOf(config, 'fuyuan-reconcile', createLog({ level: 'warn', name: 'reconcile' }));
  try {
    const progress = process.stderr.isTTY ? { tell: showProgress } : {};
    const found = await reconcile({ kafka, log, config }, progress);
    if (process.stderr.isTTY) process.stderr.write('\n');
    process.stdout.write(`${json ? JSON.stringify(found, null, 2) : told(found)}\n`);
    return found.isSame ? 0 : 1;
  } finally {
    await log.dispose();
  }
}

function showProgress({ topicsRead, topicsAll, facts, ofFacts }: ReconciliationProgress): void {
  process.stderr.write(`\r主题 topics ${topicsRead}/${topicsAll}  事实 facts ${facts}/${ofFacts} `);
}

function told({ generation, after, upTo, facts, topics, isSame }: Reconciliation): string {
  const lines = topics.map(({ topic, owed, held, difference }) => {
    const sign = difference ? '!' : '=';
    const where = difference
      ? `  首个不符 first difference: ${difference.key}（${difference.owed} / ${difference.held}）`
      : '';
    return `${sign} ${topic}: ${owed.count} / ${held.count}${where}`;
  });
  const end = isSame ? '日志与主题一致。 The log and the topics are the same.' : '不一致。 They are not the same.';
  const span = `第 ${generation} 代 generation, ${after ?? '-'} → ${upTo ?? '-'}`;
  return [`${span}: ${facts} facts; 应有 owed / 实有 held`, ...lines, end].join('\n');
}

main().then((code) => process.exit(code), endWith(2));
