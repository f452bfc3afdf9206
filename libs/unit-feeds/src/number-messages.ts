import { feedNamed, type MessageType } from '@fuyuan/contracts';
import type { Received } from '@fuyuan/read-model';
import { chained, digestOf, NO_CHAIN, type Delivered, type FeedBatch } from './feed-message';
import type { FeedMessageRow, FeedRow } from './feed-tables';

type Event = NonNullable<Received['event']>;

/** What is there before a batch, and which write of the store it is. */
export type Before = Readonly<{
  feeds: ReadonlyMap<string, FeedRow>;
  /** Messages that their feeds have, by `placeOf`. */
  known: ReadonlySet<string>;
  written: number;
}>;

/** What is to be written: feeds that changed, their new messages, and the texts of these by digest. */
export type Numbered = Readonly<{
  feeds: readonly FeedRow[];
  rows: readonly FeedMessageRow[];
  texts: ReadonlyMap<string, string>;
}>;

export const placeOf = (feed: string, eventId: string): string => `${feed} ${eventId}`;

/** Gives each message the next number of its feed, unless the feed has it. Pure. */
export function numberMessages({ messages, source, next }: FeedBatch, { feeds, known, written }: Before): Numbered {
  const changed = new Map<string, FeedRow>();
  const told = new Set(known);
  const texts = new Map<string, string>();
  const rows: FeedMessageRow[] = [];
  for (const { feed, message } of messages) {
    const before = changed.get(feed) ?? feeds.get(feed) ?? begun(feed);
    if (!message.event) {
      const unreadable = { unreadable: before.unreadable + 1, unreadable_at: `${source} < ${next}` };
      changed.set(feed, { ...before, ...unreadable, written });
      continue;
    }
    if (told.has(placeOf(feed, message.event.id))) continue;
    told.add(placeOf(feed, message.event.id));
    const after = withMessage(before, message.event);
    changed.set(feed, { ...after, written });
    const digest = digestOf(message.text);
    texts.set(digest, message.text);
    rows.push(rowOf(after, message, { type: message.event.type, eventId: message.event.id, digest }));
  }
  return { feeds: [...changed.values()], rows, texts };
}

/** A feed of which nothing was read yet. Errors: Error where the topic is no feed. */
function begun(feed: string): FeedRow {
  const named = feedNamed(feed);
  if (named?.feed !== feed) throw new Error(`${feed} is not the feed of a unit.`);
  return {
    ...{ feed, unit_id: named.unitId, subscription: named.nth, last: 0, chain: NO_CHAIN, is_open: 1, written: 0 },
    ...{ recorded_at: null, unreadable: 0, unreadable_at: null },
  };
}

const ENDED: MessageType = 'cn.fuyuan.subscription.ended.v1';

const withMessage = (before: FeedRow, { id, type, recordedat }: Event): FeedRow => ({
  ...before,
  last: before.last + 1,
  chain: chained(before.chain, id),
  is_open: type === ENDED ? 0 : before.is_open,
  recorded_at: before.recorded_at !== null && before.recorded_at > recordedat ? before.recorded_at : recordedat,
});

const rowOf = (
  { feed, last: nth, chain }: FeedRow,
  { recordId, text }: Delivered['message'],
  { type, eventId, digest }: Readonly<{ type: string; eventId: string; digest: string }>,
): FeedMessageRow => ({
  ...{ feed, nth, event_id: eventId, record_id: recordId, type, chain },
  ...{ bytes: Buffer.byteLength(text), text_digest: digest },
});
