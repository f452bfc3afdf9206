import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CursorMoved, migrate, openPostgres, openSqlite, received, type ReadDatabase } from '@fuyuan/read-model';
import { describeWithPostgres, startPostgres, until, type TestPostgres } from '@fuyuan/testing';
import { FeedKeeper } from './feed-keeper';
import { chainAt, feedCalled, feedsAfter, feedTotals, openFeedOf, pageOf, storeStanding } from './feed-pages';
import { feedsIn, migrateFeeds } from './feed-tables';
import { FeedWatch } from './feed-watch';

const told = (feed: string, id: string, more: Readonly<{ type?: string; text?: string }> = {}) => {
  const { type = 'cn.fuyuan.referral.urged.v1', text = '' } = more;
  const recordedat = '2026-03-02T01:00:00.000Z';
  const event = { specversion: '1.0', id, type, streamrevision: 0, recordedat, data: { text } };
  return { feed, message: received(`record-${id}`, JSON.stringify(event)) };
};

type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/** SQLite waits for a lock with the whole thread: two writers in one thread would wait for each other. */
function oneAfterTheOther(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

/** Two openings of the same database, as two processes have it. */
function tellOn(open: () => Promise<ReadDatabase>, inTurn: Turns): void {
  let here: ReadDatabase;
  let there: ReadDatabase;
  let keeper: FeedKeeper;
  let last: string | undefined;
  const take = async (...messages: ReturnType<typeof told>[]) => {
    const next = String(Number(last ?? 0) + 1);
    await keeper.take({ source: 'log', messages, from: last, next });
    last = next;
  };
  const idsOf = async (feed: string, after = 0, limit = 100) =>
    (await pageOf(here.db, feed, after, limit)).map(({ nth, eventId }) => `${nth}:${eventId}`).join(' ');

  beforeAll(async () => {
    [here, there] = [await open(), await open()];
    await migrate(here);
    await migrateFeeds(here);
    await migrateFeeds(there);
    keeper = new FeedKeeper(here);
  });
  afterAll(() => Promise.all([here.close(), there.close()]));

  it('hands out messages as they were published, a page at a time', async () => {
    await take(
      told('unit.land.v1', 'a', { text: '土地“”\u2028😀' }),
      told('unit.mines.v1', 'a'),
      told('unit.land.v1', 'b'),
    );
    await take(told('unit.land.v1', 'c'));
    expect(await idsOf('unit.land.v1')).toBe('1:a 2:b 3:c');
    expect(await idsOf('unit.land.v1', 1, 1)).toBe('2:b');
    expect(await idsOf('unit.land.v1', 3)).toBe('');
    const [first] = await pageOf(here.db, 'unit.land.v1', 0, 1);
    const { message } = told('unit.land.v1', 'a', { text: '土地“”\u2028😀' });
    expect(first).toMatchObject({ recordId: 'record-a', type: 'cn.fuyuan.referral.urged.v1', text: message.text });
  });

  it('takes a message that was told before for the one it has, in one batch or in two', async () => {
    await take(told('unit.land.v1', 'c'), told('unit.land.v1', 'd'), told('unit.land.v1', 'd'));
    expect(await idsOf('unit.land.v1', 2)).toBe('3:c 4:d');
  });

  it('writes a batch once, whoever writes it again', async () => {
    const again = { source: 'log', messages: [told('unit.land.v1', 'e')], from: '1', next: '2' };
    await expect(keeper.take(again)).rejects.toThrow(CursorMoved);
    await expect(keeper.take({ ...again, from: undefined })).rejects.toThrow(CursorMoved);
    expect((await feedCalled(here.db, 'unit.land.v1'))?.last).toBe(4);
    expect((await keeper.cursors()).get('log')).toBe(last);
  });

  it('neither doubles nor skips while two processes read the same', async () => {
    const feed = 'unit.town.v1';
    const read = async (database: ReadDatabase) => {
      const mine = new FeedKeeper(database);
      for (
        let next = (await mine.cursors()).get('both');
        Number(next ?? 0) < 60;
        next = (await mine.cursors()).get('both')
      ) {
        const at = Number(next ?? 0);
        const batch = { source: 'both', messages: [told(feed, `t${at}`)], from: next, next: `${at + 1}` };
        await inTurn(() => mine.take(batch)).catch((error: unknown) => {
          if (!(error instanceof CursorMoved)) throw error;
        });
      }
    };
    await Promise.all([read(here), read(there)]);
    const page = await pageOf(here.db, feed, 0, 1_000);
    expect(page.map(({ nth, eventId }) => [nth, eventId])).toEqual(page.map((_, at) => [at + 1, `t${at}`]));
    expect(page).toHaveLength(60);
  });

  it('keeps one text for all feeds that hold it', async () => {
    const feeds = Array.from({ length: 20 }, (_, at) => told(`unit.many-${at}.v1`, 'shared', { text: '同文' }));
    await take(...feeds);
    const texts = await feedsIn(here.db)
      .selectFrom('feed_texts')
      .select('digest')
      .where('text', 'like', '%同文%')
      .execute();
    expect(texts).toHaveLength(1);
    expect(await idsOf('unit.many-7.v1')).toBe('1:shared');
  });

  it('bounds a page by its bytes, and hands out one that is longer by itself', async () => {
    const feed = 'unit.large.v1';
    const mebibyte = 'x'.repeat(1024 * 1024);
    const large = ['1', '2', '3', '4'].map((id) => told(feed, `l${id}`, { text: mebibyte }));
    await take(...large, told(feed, 'l5', { text: mebibyte.repeat(5) }), told(feed, 'l6'));
    expect(await idsOf(feed)).toBe('1:l1 2:l2 3:l3');
    expect(await idsOf(feed, 3)).toBe('4:l4');
    expect(await idsOf(feed, 4)).toBe('5:l5');
    expect(await idsOf(feed, 5)).toBe('6:l6');
  });

  it('tells the last subscription of a unit, and that it ended', async () => {
    await take(told('unit.bank.v9', 'x', { type: 'cn.fuyuan.subscription.ended.v1' }), told('unit.bank.v10', 'y'));
    expect(await openFeedOf(here.db, 'bank')).toMatchObject({ feed: 'unit.bank.v10', subscription: 10, isOpen: true });
    expect(await feedCalled(here.db, 'unit.bank.v9')).toMatchObject({ last: 1, isOpen: false, unitId: 'bank' });
    expect(await openFeedOf(here.db, 'nobody')).toBeUndefined();
  });

  it('tells how all feeds stand, and which texts were no messages', async () => {
    await take({ feed: 'unit.torn.v1', message: received('r', 'not JSON') });
    expect(await feedCalled(here.db, 'unit.torn.v1')).toMatchObject({ last: 0, unreadable: 1 });
    const totals = await feedTotals(here.db);
    expect(totals).toMatchObject({ feeds: 27, open: 26, unreadable: 1 });
    expect((await feedsAfter(here.db, 'unit.land.v1', 2)).map(({ feed }) => feed)).toEqual([
      'unit.large.v1',
      'unit.many-0.v1',
    ]);
  });

  it('says what stands for a feed up to a message', async () => {
    const [one, two] = await pageOf(here.db, 'unit.land.v1', 0, 2);
    expect(await chainAt(here.db, 'unit.land.v1', 2)).toBe(two?.chain);
    expect(one?.chain).not.toBe(two?.chain);
    expect(await chainAt(here.db, 'unit.land.v1', 99)).toBeUndefined();
  });

  it('remembers that everything was read', async () => {
    expect((await storeStanding(here.db)).isCaughtUp).toBe(false);
    await keeper.caughtUp();
    expect((await storeStanding(there.db)).isCaughtUp).toBe(true);
  });

  it('tells who listens what came in another process, and nothing of before', async () => {
    const failed = jest.fn();
    const watch = new FeedWatch({ database: there, failed, lookMs: 20 });
    const heard: string[] = [];
    const end = watch.onMore(({ feed, last: nth }) => heard.push(`${feed} ${nth}`));
    watch.begin();
    await watch.look();
    await take(told('unit.land.v1', 'w1'), told('unit.mines.v1', 'w1'));
    await until('both are heard', () => heard.length >= 2);
    await take(told('unit.land.v1', 'w2'));
    await watch.look();
    expect(heard.sort()).toEqual(['unit.land.v1 5', 'unit.land.v1 6', 'unit.mines.v1 2']);
    end();
    await take(told('unit.land.v1', 'w3'));
    await watch.look();
    expect(heard).toHaveLength(3);
    watch.onMore(({ feed, last: nth }) => heard.push(`${feed} ${nth}`));
    await watch.look();
    await watch.stop();
    expect(heard.at(-1)).toBe('unit.land.v1 7');
    expect(failed).not.toHaveBeenCalled();
  });
}

describe('the feeds of units in SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fuyuan-feeds-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  tellOn(async () => openSqlite(join(folder, 'court.sqlite')), oneAfterTheOther());
});

describeWithPostgres('the feeds of units in PostgreSQL', () => {
  let server: TestPostgres;
  let made: Promise<void> | undefined;
  beforeAll(async () => (server = await startPostgres()), 60_000);
  afterAll(() => server.stop());
  tellOn(
    async () => {
      await (made ??= server.say('create schema court'));
      return openPostgres({ connectionString: server.url, schema: 'court' });
    },
    (work) => work(),
  );
});
