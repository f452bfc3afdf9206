import type { Kysely } from 'kysely';
import {
  createTable,
  migrateTables,
  type Dialect,
  type EngineTables,
  type PhysicalTable,
  type ReadDatabase,
} from '@fuyuan/read-model';

/** One subscription of a unit, as far as it was read. */
export type FeedRow = Readonly<{
  /** The name of its topic, in no generation: `unit.<id>.v<n>`. */
  feed: string;
  unit_id: string;
  /** Which subscription of the unit it is, from 1. */
  subscription: number;
  /** The number of the last message; they are counted from 1 without a gap. */
  last: number;
  /** A digest over the ids of all messages, so that two readings of the same feed can be told apart. */
  chain: string;
  /** 0 once the message came that ends it. */
  is_open: number;
  /** The write of the store that changed it last. */
  written: number;
  /** When the newest message was recorded; UTC. */
  recorded_at: string | null;
  /** How many texts came that were no messages, and where the last of them lies. */
  unreadable: number;
  unreadable_at: string | null;
}>;

export type FeedMessageRow = Readonly<{
  feed: string;
  nth: number;
  event_id: string;
  record_id: string;
  type: string;
  /** The chain of the feed up to this message. */
  chain: string;
  /** Of the text, in UTF-8. */
  bytes: number;
  text_digest: string;
}>;

/** One text for all feeds that hold it: a notice with its full text goes to every unit of a city. */
export type FeedTextRow = Readonly<{ digest: string; text: string }>;

/** One row: counts up with every write, and is thereby the turn that writers take. */
export type FeedStoreRow = Readonly<{ id: number; writes: number; caught_up: number }>;

/** How far the feeds are read. `next` is the source's own word. */
export type FeedCursorRow = Readonly<{ source: string; next: string }>;

export type FeedTables = {
  feeds: FeedRow;
  feed_messages: FeedMessageRow;
  feed_texts: FeedTextRow;
  feed_store: FeedStoreRow;
  feed_cursors: FeedCursorRow;
};

export const FEEDS: PhysicalTable = {
  name: 'feeds',
  columns: {
    ...{ feed: 'text', unit_id: 'text', subscription: 'integer', last: 'integer', chain: 'text', is_open: 'integer' },
    ...{ written: 'integer', recorded_at: 'text?', unreadable: 'integer', unreadable_at: 'text?' },
  },
  key: ['feed'],
};

export const MESSAGES: PhysicalTable = {
  name: 'feed_messages',
  columns: {
    ...{ feed: 'text', nth: 'integer', event_id: 'text', record_id: 'text', type: 'text', chain: 'text' },
    ...{ bytes: 'integer', text_digest: 'text' },
  },
  key: ['feed', 'nth'],
};

export const TEXTS: PhysicalTable = { name: 'feed_texts', columns: { digest: 'text', text: 'text' }, key: ['digest'] };

const STORE: PhysicalTable = {
  name: 'feed_store',
  columns: { id: 'integer', writes: 'integer', caught_up: 'integer' },
  key: ['id'],
};

const CURSORS: PhysicalTable = { name: 'feed_cursors', columns: { source: 'text', next: 'text' }, key: ['source'] };

/** The one row of the store. */
export const THE_STORE = 1;

/** Brings the tables of the feeds to this version, in the database of one read side. Errors: of a newer database. */
export const migrateFeeds = (database: ReadDatabase): Promise<void> =>
  migrateTables(database, {
    room: 'unit_feeds',
    migrations: { '2026-11-28-feeds': { up: (on: Kysely<EngineTables>) => makeTables(feedsIn(on), database.dialect) } },
  });

async function makeTables(on: Kysely<FeedTables>, dialect: Dialect): Promise<void> {
  await createTable(on, dialect, { ...FEEDS, indexes: [['unit_id', 'subscription'], ['written']] });
  await createTable(on, dialect, { ...MESSAGES, indexes: [['event_id', 'feed']] });
  for (const table of [TEXTS, STORE, CURSORS]) await createTable(on, dialect, table);
  await on.insertInto('feed_store').values({ id: THE_STORE, writes: 0, caught_up: 0 }).execute();
}

/** The same database, asked for feeds. */
export const feedsIn = (db: Kysely<EngineTables>): Kysely<FeedTables> => db as unknown as Kysely<FeedTables>;
