import { isAfter, type RecordedLog } from '@fuyuan/event-store';
import {
  type KafkaClient,
  readCheckpoint,
  settleTopics,
  topicsThere,
  topicsWithContents,
  TransactionalWriter,
} from '@fuyuan/kafka';
import { Problem } from '@fuyuan/platform';
import { topicsOwed, type Beginning } from '@fuyuan/publishing';
import { BEGINNING, checkpointOf } from './checkpoint';
import type { RelayConfig } from './relay.config';
import { isOfGeneration, relayNames, topicPlans } from './topic-plans';

type Asked = Readonly<{ kafka: KafkaClient; log: RecordedLog; config: Readonly<RelayConfig>; at: Date }>;

/**
 * Where a generation is to begin: the last fact at the position or before it, so that any position that a message or a
 * checkpoint tells will do. Errors: Problem `position-beyond-the-end`; RangeError when it is no position.
 */
export async function beginningAt(log: RecordedLog, after: string | null): Promise<Beginning> {
  if (after === null) return null;
  const end = (await log.last())?.position;
  if (end === undefined || isAfter(after, end)) {
    throw new Problem('position-beyond-the-end', { values: { position: after, end: end ?? '-' } });
  }
  return (await log.last(after))?.position ?? null;
}

/**
 * Makes a generation ready to be published, or finds that it is: its topics are there, and its first checkpoint says
 * where it begins. Nothing is changed when it is refused, and asked again it goes on where it was.
 * Errors: Problem `generation-without-topics`, `generation-of-another-start`, `generation-without-checkpoint`.
 */
export async function prepareGeneration({ kafka, config, at }: Asked, after: Beginning): Promise<void> {
  const { relayGeneration: generation } = config;
  const { transactionalId, checkpoint: place } = relayNames(config);
  await requireTopics(kafka, config);
  const text = await readCheckpoint(kafka, place, { written: true });
  const known = checkpointOf(text);
  if (text !== undefined && known.after === after) return;

  const hasBegun = known.position !== null || known.partly > 0;
  if (hasBegun) {
    const values = { generation, begun: known.after ?? '-', asked: after ?? '-' };
    throw new Problem('generation-of-another-start', { values });
  }
  const there = await topicsThere(kafka, (topic) => isOfGeneration(topic, generation));
  const [held] = await topicsWithContents(kafka, there);
  if (held !== undefined) throw new Problem('generation-without-checkpoint', { values: { generation, topic: held } });

  const writer = await TransactionalWriter.open(kafka, { transactionalId, checkpoint: place });
  try {
    await writer.write([], JSON.stringify({ ...BEGINNING, after, at: at.toISOString() }));
  } finally {
    await writer.close();
  }
}

/** Topics are made by an explicit step, which an account with more rights than the relay's may have to take. */
async function requireTopics(kafka: KafkaClient, config: Readonly<RelayConfig>): Promise<void> {
  const changes = await settleTopics(kafka, topicPlans(topicsOwed(), config), false);
  const wrong = changes.filter(({ change }) => change !== 'alter');
  const [first] = wrong;
  if (first === undefined) return;
  const values = { generation: config.relayGeneration, count: wrong.length, topic: first.topic, what: first.what };
  throw new Problem('generation-without-topics', { values });
}
