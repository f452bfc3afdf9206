import { isAfter, type RecordedFact, type RecordedLog } from '@fuyuan/event-store';
import { readCheckpoint, readTopic } from '@fuyuan/kafka';
import {
  initialRouting,
  inOrder,
  publish,
  topicsOwed,
  type Owed,
  type Published,
  type Routing,
} from '@fuyuan/publishing';
import { checkpointOf } from './checkpoint';
import { firstDifference, TopicDigest, type Count, type Difference } from './digest';
import type { KafkaClient } from './kafka-of';
import type { KafkaConfig } from './relay.config';
import { inGeneration, relayNames } from './topic-plans';

export type TopicAccount = Readonly<{ topic: string; owed: Count; held: Count; difference: Difference | null }>;

export type Reconciliation = Readonly<{
  /** The facts up to here were compared; null when nothing was published yet. */
  upTo: string | null;
  facts: number;
  topics: readonly TopicAccount[];
  isSame: boolean;
}>;

/**
 * Whether the topics hold what the log says they must, up to the checkpoint: translated once more from the log, and
 * compared by count and rolling hash. Ask while nothing is published (paused, or in quiet), else what comes meanwhile
 * counts as a difference. Errors: of both servers; UnreadableEvent, UnknownFact; Error while a fact is half published.
 */
export async function reconcile(
  kafka: KafkaClient,
  log: RecordedLog,
  config: Readonly<KafkaConfig>,
): Promise<Reconciliation> {
  const { position: upTo, partly } = checkpointOf(await readCheckpoint(kafka, relayNames(config).checkpoint));
  if (partly > 0) throw new Error('A fact is published in part; ask again when the relay has gone on.');
  const { owed, routing, facts } = upTo === null ? NOTHING : await translate(log, upTo);

  const topics: TopicAccount[] = [];
  for (const name of topicsOwed(routing).map(({ topic }) => topic)) {
    const topic = inGeneration(name, config.relayGeneration);
    const [should, held] = [owed.get(name) ?? new TopicDigest(), new TopicDigest()];
    await readTopic(kafka, { topic }, (message) => held.add(message));
    const difference = firstDifference(topic, should, held) ?? null;
    topics.push({ topic, owed: should.topic, held: held.topic, difference });
  }
  return { upTo, facts, topics, isSame: topics.every(({ difference }) => difference === null) };
}

type Translated = Readonly<{ owed: Map<string, TopicDigest>; routing: Routing; facts: number }>;
const NOTHING: Translated = { owed: new Map(), routing: initialRouting, facts: 0 };

/** At the end of the log, without another fact for so long, there is none. */
const IDLE_MS = 1_000;

/** The log up to a position, as its messages. */
async function translate(log: RecordedLog, upTo: string): Promise<Translated> {
  const owed = new Map<string, TopicDigest>();
  let [routing, facts] = [initialRouting, 0];
  let [done, failed]: [() => void, (error: Error) => void] = [() => undefined, () => undefined];
  const reached = new Promise<void>((resolve, reject) => ([done, failed] = [resolve, reject]));

  let idle: NodeJS.Timeout | undefined;

  const take = async (fact: RecordedFact) => {
    idle?.refresh();
    if (isAfter(fact.position, upTo)) return;
    const step = publish(routing, fact);
    const earlier = ({ stream, from, before }: Owed) => log.record(stream, from, before);
    // Told only when all of the fact is there: the log hands it over again when reading it failed half way.
    const messages: Published[] = [];
    for await (const message of inOrder(step, earlier)) messages.push(message);
    for (const { topic, key, value } of messages) {
      let digest = owed.get(topic);
      if (!digest) owed.set(topic, (digest = new TopicDigest()));
      digest.add({ key, value });
    }
    routing = step.routing;
    facts += 1;
  };
  const following = log.follow({
    handle: (fact) => take(fact).catch((error: Error) => Promise.reject(refused(error, failed))),
    passed: (position) => {
      if (!isAfter(upTo, position)) done();
    },
    // It may be told before what waits is handled. Where the log ends before the checkpoint, this ends the reading.
    caughtUp: () => (idle = setTimeout(() => done(), IDLE_MS)),
  });
  following.run().catch(failed);
  await reached.finally(() => {
    clearTimeout(idle);
    return following.stop();
  });
  return { owed, routing, facts };
}

/** A fact that cannot be published will not be by trying again. */
function refused(error: Error, failed: (error: Error) => void): Error {
  if (error.name === 'UnknownFact') failed(error);
  return error;
}
