import type { Kysely } from 'kysely';
import { CursorMoved, type PhysicalTable, type ReadDatabase, type Row } from '@fuyuan/read-model';
import type { Delivered, FeedBatch } from './feed-message';
import { feedsIn, FEEDS, MESSAGES, TEXTS, THE_STORE, type FeedRow, type FeedTables } from './feed-tables';
import { numberMessages, placeOf } from './number-messages';

type On = Kysely<FeedTables>;

/**
 * Keeps the feeds of one read side: messages with their numbers, how their feeds stand, and the cursor of the source in
 * one transaction, so that each happens once. A message that a feed has is not told it again, from whatever source it
 * comes.
 */
export class FeedKeeper {
  constructor(private readonly database: ReadDatabase) {}

  /** Where to go on, by part of what is published. */
  async cursors(): Promise<ReadonlyMap<string, string>> {
    const rows = await feedsIn(this.database.db).selectFrom('feed_cursors').selectAll().execute();
    return new Map(rows.map(({ source, next }) => [source, next]));
  }

  /** Errors: CursorMoved, where another process wrote what this one was about to; of the database. Nothing is written. */
  async take(batch: FeedBatch): Promise<void> {
    await feedsIn(this.database.db)
      .transaction()
      .execute(async (on) => {
        const written = await takeTurn(on);
        await moveCursor(on, batch);
        if (batch.messages.length > 0) await this.add(on, batch, written);
      });
  }

  /** Everything that there was when it began to read has been read. */
  async caughtUp(): Promise<void> {
    const { db } = this.database;
    await feedsIn(db).updateTable('feed_store').set({ caught_up: 1 }).where('id', '=', THE_STORE).execute();
  }

  private async add(on: On, batch: FeedBatch, written: number): Promise<void> {
    const names = [...new Set(batch.messages.map(({ feed }) => feed))];
    const known = await this.known(on, names, batch.messages);
    const { feeds, rows, texts } = numberMessages(batch, { feeds: await this.feeds(on, names), known, written });
    await this.putTexts(on, texts);
    await this.put(on, MESSAGES, rows);
    await this.put(on, FEEDS, feeds);
  }

  private async feeds(on: On, names: readonly string[]): Promise<ReadonlyMap<string, FeedRow>> {
    const { listOf } = this.database.dialect;
    const rows = await on.selectFrom('feeds').selectAll().where('feed', 'in', listOf(names)).execute();
    return new Map(rows.map((row) => [row.feed, row]));
  }

  /** Which of the messages their feeds have already. */
  private async known(on: On, names: readonly string[], messages: readonly Delivered[]): Promise<ReadonlySet<string>> {
    const { listOf } = this.database.dialect;
    const ids = messages.flatMap(({ message }) => message.event?.id ?? []);
    const rows = await on
      .selectFrom('feed_messages')
      .select(['feed', 'event_id'])
      .where('event_id', 'in', listOf([...new Set(ids)]))
      .where('feed', 'in', listOf(names))
      .execute();
    return new Set(rows.map(({ feed, event_id: eventId }) => placeOf(feed, eventId)));
  }

  private async putTexts(on: On, texts: ReadonlyMap<string, string>): Promise<void> {
    const { listOf } = this.database.dialect;
    const digests = listOf([...texts.keys()]);
    const there = await on.selectFrom('feed_texts').select('digest').where('digest', 'in', digests).execute();
    const known = new Set(there.map(({ digest }) => digest));
    const missing = [...texts].filter(([digest]) => !known.has(digest));
    const rows = missing.map(([digest, text]) => ({ digest, text }));
    await this.put(on, TEXTS, rows);
  }

  private async put(on: On, table: PhysicalTable, rows: readonly Row[]): Promise<void> {
    if (rows.length > 0) await this.database.dialect.upsert(on, table, rows);
  }
}

/** Writers go one after the other, in whatever process: the first statement of each takes the turn. */
async function takeTurn(on: On): Promise<number> {
  const { writes } = await on
    .updateTable('feed_store')
    .set((row) => ({ writes: row('writes', '+', 1) }))
    .where('id', '=', THE_STORE)
    .returning('writes')
    .executeTakeFirstOrThrow();
  return writes;
}

async function moveCursor(on: On, { source, from, next }: FeedBatch): Promise<void> {
  const stored = await on.selectFrom('feed_cursors').select('next').where('source', '=', source).executeTakeFirst();
  if (stored?.next !== from) throw new CursorMoved(`${source}: ${from} was to come, ${stored?.next} is stored.`);
  if (stored) await on.updateTable('feed_cursors').set({ next }).where('source', '=', source).execute();
  else await on.insertInto('feed_cursors').values({ source, next }).execute();
}
