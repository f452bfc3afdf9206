import type { RecordedLog } from '@fuyuan/event-store';
import { inGeneration } from '@fuyuan/contracts';
import { type KafkaClient, readCheckpoint, readTopic, topicsThere } from '@fuyuan/kafka';
import { topicsOwed, type Beginning } from '@fuyuan/publishing';
import { checkpointOf } from './checkpoint';
import { firstDifference, TopicDigest, type Count, type Difference } from './digest';
import { owedOf } from './owed-of';
import type { KafkaConfig } from './relay.config';
import { isOfGeneration, relayNames } from './topic-plans';

/** `owed` and `held`: messages, and a hash of them all; `difference`: the first record of which they are not the same. */
export type TopicAccount = Readonly<{ topic: string; owed: Count; held: Count; difference: Difference | null }>;

export type Reconciliation = Readonly<{
  generation: number;
  /** Where the generation begins. */
  after: Beginning;
  /** The facts up to here were compared; null when nothing was published yet. */
  upTo: string | null;
  facts: number;
  topics: readonly TopicAccount[];
  isSame: boolean;
}>;

/** First the topics are read, then the log. */
export type ReconciliationProgress = Readonly<{
  topicsRead: number;
  topicsAll: number;
  facts: number;
  ofFacts: number;
}>;

type Of = Readonly<{ kafka: KafkaClient; log: RecordedLog; config: Readonly<KafkaConfig> }>;
type Told = Readonly<{ tell?: (progress: ReconciliationProgress) => void; signal?: AbortSignal }>;

/** A transaction that a killed relay left open holds up readers until the broker ends it. */
const PATIENCE_MS = 60_000;

/**
 * Whether the topics hold what the log says they must: translated once more from the log, and compared by count and
 * rolling hash of every stream. It may be asked while the relay publishes. What was published when it began must be
 * there; what came meanwhile, of which one topic was read sooner and another later, must be as the log says as far as it
 * was read. Errors: of both servers; UnreadableEvent, UnknownFact; whatever the signal was aborted with.
 */
export async function reconcile({ kafka, log, config }: Of, { tell, signal }: Told = {}): Promise<Reconciliation> {
  const { relayGeneration: generation } = config;
  const { checkpoint } = relayNames(config);
  const from = checkpointOf(await readCheckpoint(kafka, checkpoint));
  const names = await topicsThere(kafka, (topic) => isOfGeneration(topic, generation));
  const held = new Map<string, TopicDigest>();
  for (const topic of names) {
    signal?.throwIfAborted();
    held.set(topic, await digestOf(kafka, topic));
    tell?.({ topicsRead: held.size, topicsAll: names.length, facts: 0, ofFacts: from.facts });
  }
  // Read last, and whole: whatever was read before is told of in it.
  const upTo = checkpointOf(await readCheckpoint(kafka, checkpoint, { written: true }));
  const counted = (facts: number) =>
    tell?.({ topicsRead: held.size, topicsAll: names.length, facts, ofFacts: upTo.facts });
  const nameOf = (topic: string) => inGeneration(topic, generation);
  const { owed, routing, facts } = await owedOf({ log, from, upTo, held, nameOf }, { tell: counted, signal });

  const wanted = new Set([...topicsOwed(routing).map(({ topic }) => nameOf(topic)), ...held.keys()]);
  const topics = [...wanted].map((topic) => accountOf(topic, owed.get(topic), held.get(topic)));
  const isSame = topics.every(({ difference }) => difference === null);
  return { generation, after: upTo.after, upTo: upTo.position, facts, topics, isSame };
}

/** Of all that was written: a transaction of which the checkpoint told may not have ended in this topic yet. */
async function digestOf(kafka: KafkaClient, topic: string): Promise<TopicDigest> {
  const digest = new TopicDigest();
  await readTopic(kafka, { topic, written: true, patienceMs: PATIENCE_MS }, (message) => digest.add(message));
  return digest;
}

function accountOf(topic: string, owed = new TopicDigest(), held = new TopicDigest()): TopicAccount {
  return { topic, owed: owed.topic, held: held.topic, difference: firstDifference(topic, owed, held) ?? null };
}
