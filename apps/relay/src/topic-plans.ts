import { inGeneration, READ_SIDE_TOPICS, relayCheckpoints, type Topic } from '@fuyuan/contracts';
import { aclOfFeedsOf, aclsOfReader, aclsOfUnit, type AclRule, type TopicPlan } from '@fuyuan/kafka';
import type { KafkaConfig } from './relay.config';
import type { SubscribingUnit } from './subscribing-units';

type Of = Readonly<Pick<KafkaConfig, 'kafkaReplicas' | 'kafkaPartitions' | 'relayGeneration' | 'relayShard'>>;

/** Above the largest act that the exchange takes (1 MiB), with the envelope and escapes around it. */
const LARGEST_MESSAGE = 8 * 1024 * 1024;

/** Whether a topic holds facts of that generation, by its name: of a read side, or the feed of a unit. */
export function isOfGeneration(topic: string, generation: number): boolean {
  const [, of = '1'] = /\.g(\d+)$/.exec(topic) ?? [];
  if (Number(of) !== generation) return false;
  const name = topic.replace(/\.g\d+$/, '');
  return /^unit\..+\.v\d+$/.test(name) || READ_SIDE_TOPICS.some((known) => known.topic === name);
}

/** What is the relay's own: its name as a writer, its checkpoints, its lead. */
export const relayNames = ({ relayGeneration, relayShard }: Of) => {
  const checkpoint = relayCheckpoints(relayGeneration, relayShard);
  const transactionalId = checkpoint.key;
  return {
    transactionalId,
    checkpoint,
    lead: { groupId: `${transactionalId}.lead`, topic: 'fuyuan.relay.lead' },
  };
};

/** Facts are kept for ever: a reader may begin at any time. */
const factsTopic = (
  topic: string,
  partitions: number,
  { kafkaReplicas: replicas, relayGeneration }: Of,
): TopicPlan => ({
  topic: inGeneration(topic, relayGeneration),
  partitions,
  replicas,
  settings: {
    'cleanup.policy': 'delete',
    'retention.ms': '-1',
    'retention.bytes': '-1',
    'max.message.bytes': String(LARGEST_MESSAGE),
    'min.insync.replicas': String(Math.max(1, replicas - 1)),
  },
});

/** One partition for a feed: a unit gets its facts in the order of the log. */
export const feedPlan = (topic: string, of: Of): TopicPlan => factsTopic(topic, 1, { ...of, relayGeneration: 1 });

export function topicPlans(topics: readonly Topic[], of: Of): TopicPlan[] {
  const { checkpoint, lead } = relayNames(of);
  const replicas = of.kafkaReplicas;
  const compact = { 'cleanup.policy': 'compact', 'segment.bytes': '16777216', 'min.cleanable.dirty.ratio': '0.1' };
  return [
    { topic: checkpoint.topic, partitions: 1, replicas, settings: compact },
    { topic: lead.topic, partitions: 1, replicas, settings: { 'cleanup.policy': 'delete' } },
    ...topics.map(({ topic, family }) => factsTopic(topic, family === 'feed' ? 1 : of.kafkaPartitions, of)),
  ];
}

/**
 * Who reads what: each system's read side its own topics, and how far the relay is; each unit its feeds. Only the relay
 * writes.
 */
export function aclsOf(topics: readonly Topic[], of: Of): AclRule[] {
  const readers = new Map<string, string[]>();
  const units = new Set<string>();
  for (const { topic, audience, unitId } of topics) {
    if (unitId !== null) units.add(`unit.${unitId}`);
    else readers.set(audience, [...(readers.get(audience) ?? []), inGeneration(topic, of.relayGeneration)]);
  }
  return [
    ...[...readers].flatMap(([account, names]) => aclsOfReader(account, [...names, relayNames(of).checkpoint.topic])),
    ...[...units].flatMap(aclsOfUnit),
    ...aclsOfRelay(topics, of),
  ];
}

/**
 * The feeds of one unit: they are read by its own system, under the account `unit.<id>`, and by the read side of its
 * power, which hands them out to those of its units that have no Kafka.
 */
export const aclsOfSubscriber = ({ unitId, system }: SubscribingUnit): AclRule[] => [
  ...aclsOfUnit(`unit.${unitId}`),
  ...(system === undefined ? [] : [aclOfFeedsOf(`unit.${unitId}`, system)]),
];

function aclsOfRelay(topics: readonly Topic[], of: Of): AclRule[] {
  const { checkpoint, lead } = relayNames(of);
  const account = 'relay';
  const names = topics.map(({ topic }) => inGeneration(topic, of.relayGeneration));
  const on = 'topic' as const;
  return [
    ...names.map((name) => ({ account, may: ['Read', 'Write', 'Describe'] as const, on, name })),
    { account, may: ['Create', 'Write', 'Read', 'Describe', 'DescribeConfigs'], on, name: 'unit.', prefixed: true },
    { account, may: ['Read', 'Write', 'Describe'], on, name: checkpoint.topic },
    { account, may: ['Read', 'Describe'], on, name: lead.topic },
    { account, may: ['Read'], on: 'group', name: 'fuyuan.', prefixed: true },
    { account, may: ['Write', 'Describe'], on: 'transactional-id', name: 'fuyuan.relay.', prefixed: true },
  ];
}
