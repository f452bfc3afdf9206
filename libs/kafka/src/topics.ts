import { ConfigResourceTypes, type Kafka } from 'kafkajs';
import { settled } from './settled';

/** A topic as it is to be. */
export type TopicPlan = Readonly<{
  topic: string;
  partitions: number;
  replicas: number;
  /** Kafka's own names: `retention.ms`, `cleanup.policy`, `max.message.bytes`, … */
  settings: Readonly<Record<string, string>>;
}>;

export type TopicChange = Readonly<{
  topic: string;
  /** `create`: it is not there. `alter`: settings differ. `refuse`: another partition count, which would tear keys apart. */
  change: 'create' | 'alter' | 'refuse';
  what: string;
}>;

/**
 * Says what must change for the topics to be as planned, and does it when `apply`. Done again, it finds nothing to do.
 * The number of partitions is never changed: the order of a record's messages hangs on it. Errors: of the broker.
 */
export async function settleTopics(kafka: Kafka, plans: readonly TopicPlan[], apply: boolean): Promise<TopicChange[]> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const there = new Set(await admin.listTopics());
    const missing = plans.filter(({ topic }) => !there.has(topic));
    const present = plans.filter(({ topic }) => there.has(topic));
    if (apply && missing.length > 0) await create(admin, missing);

    const [partitions, settings] = await Promise.all([partitionsOf(admin, present), settingsOf(admin, present)]);
    const changes = present.flatMap((plan) => differences(plan, partitions.get(plan.topic), settings.get(plan.topic)));
    if (apply) await alter(admin, present, changes);
    return [...missing.map(({ topic, partitions: count }) => creation(topic, count)), ...changes];
  } finally {
    await admin.disconnect();
  }
}

type Admin = ReturnType<Kafka['admin']>;

const creation = (topic: string, count: number): TopicChange => ({
  topic,
  change: 'create',
  what: `${count} partitions`,
});

const WAITS = 100;

/** Waits for their leaders by itself: kafkajs gives up where the broker does not know for a moment what it has just made. */
async function create(admin: Admin, plans: readonly TopicPlan[]): Promise<void> {
  await admin.createTopics({
    waitForLeaders: false,
    topics: plans.map(({ topic, partitions, replicas, settings }) => ({
      topic,
      numPartitions: partitions,
      replicationFactor: replicas,
      configEntries: Object.entries(settings).map(([name, value]) => ({ name, value })),
    })),
  });
  await settled(() => admin.fetchTopicMetadata({ topics: plans.map(({ topic }) => topic) }), WAITS);
}

async function partitionsOf(admin: Admin, plans: readonly TopicPlan[]): Promise<Map<string, number>> {
  if (plans.length === 0) return new Map();
  const { topics } = await admin.fetchTopicMetadata({ topics: plans.map(({ topic }) => topic) });
  return new Map(topics.map(({ name, partitions }) => [name, partitions.length]));
}

async function settingsOf(admin: Admin, plans: readonly TopicPlan[]): Promise<Map<string, Map<string, string>>> {
  if (plans.length === 0) return new Map();
  const resources = plans.map(({ topic }) => ({ type: ConfigResourceTypes.TOPIC, name: topic }));
  const { resources: told } = await admin.describeConfigs({ resources, includeSynonyms: false });
  return new Map(
    told.map(({ resourceName, configEntries }) => [
      resourceName,
      new Map(configEntries.map(({ configName, configValue }) => [configName, configValue])),
    ]),
  );
}

function differences(plan: TopicPlan, partitions = 0, settings = new Map<string, string>()): TopicChange[] {
  const { topic } = plan;
  if (partitions !== plan.partitions) {
    return [{ topic, change: 'refuse', what: `has ${partitions} partitions, planned are ${plan.partitions}` }];
  }
  const different = Object.entries(plan.settings).filter(([name, value]) => settings.get(name) !== value);
  const what = different.map(([name, value]) => `${name}: ${settings.get(name) ?? '?'} → ${value}`).join(', ');
  return different.length === 0 ? [] : [{ topic, change: 'alter', what }];
}

async function alter(admin: Admin, plans: readonly TopicPlan[], changes: readonly TopicChange[]): Promise<void> {
  const altered = new Set(changes.filter(({ change }) => change === 'alter').map(({ topic }) => topic));
  const resources = plans
    .filter(({ topic }) => altered.has(topic))
    .map(({ topic, settings }) => ({
      type: ConfigResourceTypes.TOPIC,
      name: topic,
      configEntries: Object.entries(settings).map(([name, value]) => ({ name, value })),
    }));
  if (resources.length > 0) await admin.alterConfigs({ validateOnly: false, resources });
}
