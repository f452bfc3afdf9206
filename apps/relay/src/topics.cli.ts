import { Command } from 'commander';
import { RecordedLog } from '@fuyuan/event-store';
import { type AclRule, applyAcls, kafkaAclsCommand, kafkaOf, settleTopics } from '@fuyuan/kafka';
import { configOf, createLog, endWith } from '@fuyuan/platform';
import { topicsOwed } from '@fuyuan/publishing';
import { generationNamed } from './generation-named';
import { TopicsConfig } from './relay.config';
import { subscribingUnits } from './subscribing-units';
import { aclsOf, aclsOfSubscriber, topicPlans } from './topic-plans';

const SIGNS = { create: '+', alter: '~', refuse: '!' } as const;

/** `npm run topics [-- --apply] [--acls] [--apply-acls]`: the topics as they are to be, and who may read them. */
async function main(): Promise<number> {
  const command = new Command('topics')
    .description('按计划建立或核对主题，并给出访问控制命令。\nSettles the topics, and prints who may read them.')
    .option('--generation <n>', '第几代，默认 RELAY_GENERATION which generation', generationNamed)
    .option('--apply', '执行；不给则只显示 do it; otherwise only told')
    .option('--acls', '打印 kafka-acls 命令 print the kafka-acls commands, for subscribing units too')
    .option('--apply-acls', '由本账号授予 grant them by this account')
    .parse();
  const asked = command.opts<{ generation?: number; apply?: boolean; acls?: boolean; applyAcls?: boolean }>();
  const named = configOf(TopicsConfig);
  const config = { ...named, relayGeneration: asked.generation ?? named.relayGeneration };
  const kafka = kafkaOf(config, 'fuyuan-topics', createLog({ level: 'warn', name: 'topics' }));
  const topics = topicsOwed();
  const rules = asked.acls || asked.applyAcls ? [...aclsOf(topics, config), ...(await aclsOfUnits(config))] : [];
  if (asked.acls) return say(rules.map(kafkaAclsCommand).join('\n'), 0);

  const changes = await settleTopics(kafka, topicPlans(topics, config), asked.apply ?? false);
  if (asked.applyAcls) await applyAcls(kafka, rules);
  const lines = changes.map(({ change, topic, what }) => `${SIGNS[change]} ${topic}: ${what}`);
  const refused = changes.some(({ change }) => change === 'refuse');
  const end = changes.length === 0 ? '主题均如所定。 All topics are as they are to be.' : doneOr(asked.apply);
  return say([...lines, end].join('\n'), refused ? 1 : 0);
}

/** Only the log knows who subscribes. */
async function aclsOfUnits({ eventstoreConnectionString: connectionString }: TopicsConfig): Promise<AclRule[]> {
  if (connectionString === undefined) {
    process.stderr.write(
      '# 未给出 EVENTSTORE_CONNECTION_STRING，不含订阅单位。 Without it, not of subscribing units.\n',
    );
    return [];
  }
  const log = new RecordedLog({ connectionString });
  try {
    return (await subscribingUnits(log)).flatMap(aclsOfSubscriber);
  } finally {
    await log.dispose();
  }
}

const doneOr = (applied = false): string =>
  applied
    ? '已执行（! 除外）。 Done, save what begins with !.'
    : '未执行；执行请加 --apply。 Not done; --apply does it.';

function say(text: string, code: number): number {
  process.stdout.write(`${text}\n`);
  return code;
}

main().then((code) => process.exit(code), endWith(1));
