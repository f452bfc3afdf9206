import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, openPostgres, openSqlite, received, type ReadDatabase } from '@fuyuan/read-model';
import { describeWithPostgres, startPostgres, type TestPostgres, ToldView } from '@fuyuan/testing';
import { FeedKeeper, FeedWatch, migrateFeeds } from '@fuyuan/unit-feeds';
import { ReadingRoom, unitsProjection, UnitsOfView, cursorOf } from '@fuyuan/views';
import { cursorAt, placeIn } from './feed-place';
import { FeedReader } from './feed-reader';

const MANY = { limit: 100, bytes: 1_000_000 };
const registered = (unitId: string, system: string) =>
  [
    unitId,
    'unit.registered',
    {
      ...{ unitId, name: unitId, kind: 'bureau', system, level: 'county', regionCode: '220284', parentId: null },
      effectiveOn: '2020-01-01',
    },
  ] as const;

const told = (feed: string, id: string, type = 'cn.fuyuan.referral.urged.v1') => {
  const event = { specversion: '1.0', id, type, streamrevision: 0, recordedat: '2026-03-02T01:00:00.000Z' };
  return { feed, message: received(`record-${id}`, JSON.stringify(event)) };
};

function tellOn(open: () => Promise<ReadDatabase>): void {
  let database: ReadDatabase;
  let reader: FeedReader;
  let last: string | undefined;

  const tell = async (...messages: ReturnType<typeof told>[]) => {
    const next = String(Number(last ?? 0) + 1);
    await new FeedKeeper(database).take({ source: 'log', messages, from: last, next });
    last = next;
  };
  const ids = async (cursor?: string) => {
    const { messages, next, isOver } = await reader.page('land', await reader.placeOf('land', cursor), MANY);
    return { ids: messages.map(({ eventId }) => eventId).join(' '), next: cursorAt('land', next), isOver };
  };
  const refusalOf = (asking: Promise<unknown>) =>
    asking.then(
      () => 'none',
      (error: { code?: string }) => error.code,
    );

  beforeEach(async () => {
    database = await open();
    await migrate(database);
    await migrateFeeds(database);
    const view = await ToldView.in(database, unitsProjection);
    await view.tell(registered('land', 'government'), registered('court', 'court'));
    const side = { audience: 'government', database, now: () => new Date('2026-03-02T01:00:00Z') } as const;
    const room = new ReadingRoom(side, new UnitsOfView(side), { reached: () => Promise.resolve(true) });
    const watch = new FeedWatch({ database, failed: () => undefined });
    const limits = { perAccount: 1, perUnit: 1, all: 1 };
    reader = new FeedReader({ database, watch, limits, behind: async () => new Map<string, number>() }, side, room);
    last = undefined;
  });
  afterEach(() => database.close());

  it('admits units of its own side', async () => {
    expect(await refusalOf(reader.admit({ unit: 'land' }))).toBe('none');
    expect(await refusalOf(reader.admit({ unit: 'court' }))).toBe('not-of-this-side');
    expect(await refusalOf(reader.admit({ unit: 'nobody' }))).toBe('not-of-this-side');
  });

  it('tells a unit that does not subscribe so, once it has read what there is', async () => {
    expect(await refusalOf(reader.placeOf('land', undefined))).toBe('feed-being-made');
    await new FeedKeeper(database).caughtUp();
    expect(await refusalOf(reader.placeOf('land', undefined))).toBe('unit-not-subscribed');
  });

  it('goes on from a cursor, and says when the feed has ended', async () => {
    await tell(told('unit.land.v1', 'a'), told('unit.land.v1', 'b'));
    const first = await ids();
    expect(first).toMatchObject({ ids: 'a b', isOver: false });
    expect(await ids(first.next)).toEqual({ ids: '', next: first.next, isOver: false });
    await tell(told('unit.land.v1', 'z', 'cn.fuyuan.subscription.ended.v1'));
    const end = await ids(first.next);
    expect(end).toMatchObject({ ids: 'z', isOver: false });
    expect(await ids(end.next)).toEqual({ ids: '', next: end.next, isOver: true });
  });

  it('goes on through every subscription of the unit, from the one that it knows', async () => {
    const ended = 'cn.fuyuan.subscription.ended.v1';
    await tell(told('unit.land.v9', 'a'), told('unit.land.v9', 'z', ended));
    const { next } = await ids();
    await tell(told('unit.land.v10', 'b'), told('unit.land.v10', 'y', ended), told('unit.land.v11', 'a'));
    const second = await ids(next);
    expect(second.ids).toBe('b y');
    expect(await ids(second.next)).toMatchObject({ ids: 'a', isOver: false });
    expect((await ids()).ids).toBe('a');
  });

  it('is not led into the feed of another by a cursor that was made up', async () => {
    await tell(told('unit.court.v1', 'secret'), told('unit.land.v1', 'a'));
    const forged = cursorOf({ feedOf: 'land' }, ['unit.court.v1', 0, '']);
    expect(await refusalOf(reader.placeOf('land', forged))).toBe('feed-cursor-of-another');
    const others = cursorAt('court', { feed: 'unit.court.v1', nth: 0, chain: '' });
    expect(await refusalOf(reader.placeOf('land', others))).toBe('feed-cursor-of-another');
  });

  it.each([
    ['x', 'damaged'],
    [cursorOf({ feedOf: 'land' }, ['unit.land.v1', -1, '']), 'damaged'],
    [cursorOf({ feedOf: 'land' }, ['unit.land.v1', 'one', '']), 'damaged'],
    [cursorOf({ feedOf: 'land' }, []), 'damaged'],
    [cursorOf({ feedOf: 'land' }, ['government.referrals.v1', 0, '']), 'of-another'],
    [cursorOf({ side: 'court' }, ['2026', 1]), 'of-another'],
  ])('refuses a cursor that is none: %s', (cursor, why) => {
    expect(() => placeIn('land', cursor)).toThrow(`feed-cursor-${why}`);
  });

  it('takes a cursor of an earlier making where the feed is the same up to there, and no other', async () => {
    await tell(told('unit.land.v1', 'a'), told('unit.land.v1', 'b'));
    const { next } = await ids();
    for (const table of ['feeds', 'feed_messages', 'feed_cursors']) {
      await database.db.deleteFrom(table as 'cursors').execute();
    }
    last = undefined;
    expect(await refusalOf(reader.placeOf('land', next))).toBe('feed-being-made');
    await tell(told('unit.land.v1', 'a'), told('unit.land.v1', 'b'), told('unit.land.v1', 'c'));
    expect((await ids(next)).ids).toBe('c');

    for (const table of ['feeds', 'feed_messages', 'feed_cursors']) {
      await database.db.deleteFrom(table as 'cursors').execute();
    }
    last = undefined;
    await tell(told('unit.land.v1', 'b'));
    await new FeedKeeper(database).caughtUp();
    expect(await refusalOf(reader.placeOf('land', next))).toBe('feed-made-anew');
    await tell(told('unit.land.v1', 'a'), told('unit.land.v1', 'c'));
    expect(await refusalOf(reader.placeOf('land', next))).toBe('feed-made-anew');
  });
}

describe('reading the feed of a unit, in SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fuyuan-feeds-'));
  let made = 0;
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  tellOn(async () => openSqlite(join(folder, `${(made += 1)}.sqlite`)));
});

describeWithPostgres('reading the feed of a unit, in PostgreSQL', () => {
  let server: TestPostgres;
  let made = 0;
  beforeAll(async () => (server = await startPostgres()), 60_000);
  afterAll(() => server.stop());
  tellOn(async () => {
    const schema = `side${(made += 1)}`;
    // Each in a role of its own: migrations look for their lists wherever the role may look.
    await server.say(`create role ${schema} login; create schema ${schema} authorization ${schema}`);
    return openPostgres({ connectionString: server.urlOf(schema), schema });
  });
});
