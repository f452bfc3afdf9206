import { hash } from 'node:crypto';
import { faultOf, type Fault } from './fault';
import type { AnyProjection } from './projection';
import { known, type Received } from './received';

/** What is kept of a record beside its rows. */
export type Kept = Readonly<{
  /** The revision of the last act that was folded; -1 before the first. */
  revision: number;
  /** The id of the last message, and how many there were. */
  lastEvent: string;
  count: number;
  /** SHA-256 over the ids of all messages in order, each with what was before: the same messages, the same chain. */
  chain: string;
  state: unknown;
}>;

export const NOTHING_KEPT: Kept = { revision: -1, lastEvent: '', count: 0, chain: '', state: null };

export type Folded = Readonly<{
  kept: Kept;
  /** The messages from the one that could not be folded, and why. */
  stuck?: Readonly<{ fault: Fault; messages: readonly Received[] }>;
}>;

/** It ends what a topic's readers may know and takes no place in the record: the revision is that of the last act. */
const SIGHT_ENDED = 'cn.fuyuan.referral.sight-ended.v1';

/**
 * The messages of one record, in the order of its topic: what was folded before is skipped, what follows is folded, and
 * at a gap or a fault the record is stuck. Pure: in any split into batches, and told twice, it comes to the same.
 */
export function foldRecord(projection: AnyProjection, before: Kept, messages: readonly Received[]): Folded {
  let kept = before;
  for (const [at, message] of messages.entries()) {
    try {
      kept = foldOne(projection, kept, message);
    } catch (error) {
      return { kept, stuck: { fault: faultOf(error, message), messages: messages.slice(at) } };
    }
  }
  return { kept };
}

function foldOne(projection: AnyProjection, kept: Kept, { event }: Received): Kept {
  if (!event) throw new Error('This is no CloudEvent of a record.');
  const { streamrevision: revision, id, type } = event;
  const isBeside = type === SIGHT_ENDED;
  if (isBeside ? revision < kept.revision || id === kept.lastEvent : revision <= kept.revision) return kept;
  const next = isBeside ? kept.revision : kept.revision + 1;
  if (revision !== next) throw new Error(`Revision ${next} was to come, ${revision} came: something is missing.`);

  const state = projection.fold(kept.state, known(event));
  return { revision, lastEvent: id, count: kept.count + 1, chain: hash('sha256', `${kept.chain} ${id}`), state };
}

/**
 * As if nothing were to be folded of this message: what comes after it can be. The chain tells that it was left out,
 * so that such a record is never taken for one that has everything.
 */
export function withoutMessage(kept: Kept, { event }: Received): Kept {
  if (!event) return kept;
  const revision = Math.max(kept.revision, event.streamrevision);
  return { ...kept, revision, lastEvent: event.id, chain: hash('sha256', `${kept.chain} without ${event.id}`) };
}
