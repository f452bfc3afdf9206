import { sql, type Kysely } from 'kysely';
import type { EngineTables } from '@fuyuan/read-model';
import type { FeedMessage } from './feed-message';
import { feedsIn, THE_STORE, type FeedMessageRow, type FeedRow } from './feed-tables';

/** How a feed stands. `last` is the number of its last message; `written` grows with every change of any feed. */
export type FeedStanding = Readonly<{
  feed: string;
  unitId: string;
  /** Which subscription of the unit, from 1. */
  subscription: number;
  last: number;
  isOpen: boolean;
  written: number;
  /** When the newest message was recorded; UTC. */
  recordedAt: string | null;
  /** Texts that came and were no messages, and where the last of them lies. */
  unreadable: number;
  unreadableAt: string | null;
}>;

/** A message and what stands for all up to it; see `chained`. */
export type ChainedMessage = FeedMessage & Readonly<{ chain: string }>;

/** At most so many messages, and no more than so many bytes of texts in UTF-8, unless one message alone is longer. */
export type PageSize = Readonly<{ limit: number; bytes: number }>;

const PAGE_BYTES = 4 * 1024 * 1024;

/** Messages after the given number (0: from the beginning), in order. A mere number is a limit, with 4 MiB of texts. */
export async function pageOf(
  db: Kysely<EngineTables>,
  feed: string,
  afterNth: number,
  size: PageSize | number,
): Promise<readonly ChainedMessage[]> {
  const { limit, bytes } = typeof size === 'number' ? { limit: size, bytes: PAGE_BYTES } : size;
  const sizes = await feedsIn(db)
    .selectFrom('feed_messages')
    .select(['nth', 'bytes'])
    .where('feed', '=', feed)
    .where('nth', '>', afterNth)
    .orderBy('nth')
    .limit(limit)
    .execute();
  const upTo = lastThatFits(sizes, bytes);
  if (upTo === undefined) return [];
  const rows = await feedsIn(db)
    .selectFrom('feed_messages as m')
    .innerJoin('feed_texts as t', 't.digest', 'm.text_digest')
    .select(['m.nth', 'm.event_id', 'm.record_id', 'm.type', 'm.chain', 't.text'])
    .where('m.feed', '=', feed)
    .where('m.nth', '>', afterNth)
    .where('m.nth', '<=', upTo)
    .orderBy('m.nth')
    .execute();
  return rows.map(({ nth, event_id: eventId, record_id: recordId, type, chain, text }) => ({
    ...{ nth, eventId, recordId, type, chain, text },
  }));
}

function lastThatFits(sizes: readonly Pick<FeedMessageRow, 'nth' | 'bytes'>[], most: number): number | undefined {
  let sum = 0;
  let last: number | undefined;
  for (const { nth, bytes } of sizes) {
    sum += bytes;
    if (last !== undefined && sum > most) break;
    last = nth;
  }
  return last;
}

/** What stands for the feed up to a message: its chain; undefined where there is no such message. */
export async function chainAt(db: Kysely<EngineTables>, feed: string, nth: number): Promise<string | undefined> {
  const row = await feedsIn(db)
    .selectFrom('feed_messages')
    .select('chain')
    .where('feed', '=', feed)
    .where('nth', '=', nth)
    .executeTakeFirst();
  return row?.chain;
}

/** The number of a message in a feed, by the id of its event; undefined where the feed does not have it. */
export async function placeInFeed(
  db: Kysely<EngineTables>,
  feed: string,
  eventId: string,
): Promise<number | undefined> {
  const row = await feedsIn(db)
    .selectFrom('feed_messages')
    .select('nth')
    .where('event_id', '=', eventId)
    .where('feed', '=', feed)
    .executeTakeFirst();
  return row?.nth;
}

/** The feed of a unit's last subscription, open or ended; undefined where nothing of any was read. */
export async function openFeedOf(db: Kysely<EngineTables>, unitId: string): Promise<FeedStanding | undefined> {
  const row = await feedsIn(db)
    .selectFrom('feeds')
    .selectAll()
    .where('unit_id', '=', unitId)
    .orderBy('subscription', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && standingOf(row);
}

/** One feed by its name. */
export async function feedCalled(db: Kysely<EngineTables>, feed: string): Promise<FeedStanding | undefined> {
  const row = await feedsIn(db).selectFrom('feeds').selectAll().where('feed', '=', feed).executeTakeFirst();
  return row && standingOf(row);
}

/** The feed of the unit's next subscription after the given one, if there was any. */
export async function feedAfter(
  db: Kysely<EngineTables>,
  unitId: string,
  subscription: number,
): Promise<FeedStanding | undefined> {
  const row = await feedsIn(db)
    .selectFrom('feeds')
    .selectAll()
    .where('unit_id', '=', unitId)
    .where('subscription', '>', subscription)
    .orderBy('subscription')
    .limit(1)
    .executeTakeFirst();
  return row && standingOf(row);
}

/** All feeds by name, after the given one; for whoever operates them. */
export async function feedsAfter(db: Kysely<EngineTables>, after: string, limit: number): Promise<FeedStanding[]> {
  const rows = await feedsIn(db)
    .selectFrom('feeds')
    .selectAll()
    .where('feed', '>', after)
    .orderBy('feed')
    .limit(limit)
    .execute();
  return rows.map(standingOf);
}

/** Feeds that changed after the given write of the store, in the order in which they did. One cheap look. */
export async function feedsWrittenAfter(db: Kysely<EngineTables>, written: number): Promise<FeedStanding[]> {
  const rows = await feedsIn(db)
    .selectFrom('feeds')
    .selectAll()
    .where('written', '>', written)
    .orderBy('written')
    .execute();
  return rows.map(standingOf);
}

/** The last write of any feed, and whether everything was read that there was when reading began. */
export async function storeStanding(
  db: Kysely<EngineTables>,
): Promise<Readonly<{ written: number; isCaughtUp: boolean }>> {
  const { writes, caught_up: caughtUp } = await feedsIn(db)
    .selectFrom('feed_store')
    .select(['writes', 'caught_up'])
    .where('id', '=', THE_STORE)
    .executeTakeFirstOrThrow();
  return { written: writes, isCaughtUp: caughtUp === 1 };
}

/** How many feeds there are, how many are open, and how many messages they hold together. */
export async function feedTotals(
  db: Kysely<EngineTables>,
): Promise<Readonly<{ feeds: number; open: number; messages: number; unreadable: number }>> {
  const { rows } = await sql<{ feeds: number; open: number; messages: number; unreadable: number }>`
    select count(*) as feeds, coalesce(sum(is_open), 0) as open, coalesce(sum(last), 0) as messages,
      coalesce(sum(unreadable), 0) as unreadable from feeds`.execute(db);
  const [{ feeds, open, messages, unreadable }] = rows as [(typeof rows)[number]];
  return { feeds, open, messages, unreadable };
}

const standingOf = (row: FeedRow): FeedStanding => ({
  ...{ feed: row.feed, unitId: row.unit_id, subscription: row.subscription, last: row.last },
  ...{ isOpen: row.is_open === 1, written: row.written, recordedAt: row.recorded_at },
  ...{ unreadable: row.unreadable, unreadableAt: row.unreadable_at },
});
