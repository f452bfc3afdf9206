import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Audience } from '@fuyuan/contracts';
import { connect, settleTopics, TransactionalWriter, type KafkaClient } from '@fuyuan/kafka';
import { migrate, openPostgres, openSqlite, type ReadDatabase } from '@fuyuan/read-model';
import { describeWithKafka, describeWithPostgres, startKafka, startPostgres, until } from '@fuyuan/testing';
import { feedCalled, FeedKeeper, migrateFeeds, pageOf, storeStanding } from '@fuyuan/unit-feeds';
import { UnitsKnown, type KnownUnit } from '@fuyuan/views';
import { feedsBehind } from './feeds-behind';
import { UnitFeedsFollowing } from './unit-feeds-following';

const silent = () => undefined;
const log = { error: silent, warn: silent, info: silent, debug: silent };
const PATIENCE = 40_000;

jest.setTimeout(120_000);

/** The units of this test, as the view of units would know them. */
class Units extends UnitsKnown {
  readonly known: KnownUnit[] = [];

  add(unitId: string, system: Audience): void {
    this.known.push({ unitId, name: unitId, system, regionCode: '220284', heirId: null, heirFrom: null });
  }

  stamp = async () => String(this.known.length);
  all = async () => this.known;
}

const said = (id: string) =>
  JSON.stringify({
    ...{ specversion: '1.0', id, type: 'cn.fuyuan.referral.urged.v1', streamrevision: 0 },
    recordedat: '2026-03-02T01:00:00.000Z',
  });

function tellOn(open: () => Promise<ReadDatabase>): void {
  const run = randomUUID().slice(0, 8);
  const idOf = (unit: string) => `${unit}-${run}`;
  const feedOf = (unit: string) => `unit.${idOf(unit)}.v1`;
  const units = new Units();
  const failures: unknown[] = [];
  const followings: UnitFeedsFollowing[] = [];
  let [kafka, database, writer] = [] as unknown as [KafkaClient, ReadDatabase, TransactionalWriter];

  const make = (...topics: string[]) =>
    settleTopics(
      kafka,
      topics.map((topic) => ({ topic, partitions: 1, replicas: 1, settings: {} })),
      true,
    );
  const write = (topic: string, ...values: string[]) =>
    writer.write(
      values.map((value) => ({ topic, key: 'record', value })),
      'x',
    );
  /** One process of the read side. */
  const follow = (generation = 1) => {
    const following = new UnitFeedsFollowing({
      ...{
        kafka,
        audience: 'government',
        generation,
        sessionTimeoutMs: 6_000,
        units,
        keeper: new FeedKeeper(database),
      },
      areUnitsRead: async () => true,
      ...{ wrote: silent, failed: (error: unknown) => failures.push(error), lookMs: 300 },
    });
    following.begin();
    followings.push(following);
    return following;
  };
  const idsOf = async (feed: string) =>
    (await pageOf(database.db, feed, 0, 10_000)).map(({ nth, eventId }) => `${nth}:${eventId}`);
  const holds = (feed: string, count: number) => () => feedCalled(database.db, feed).then((one) => one?.last === count);

  beforeAll(async () => {
    kafka = connect({ brokers: (await startKafka()).brokers, clientId: 'feeds-spec', log });
    database = await open();
    await migrate(database);
    await migrateFeeds(database);
    const checkpoint = { topic: `checkpoints-${run}`, key: 'k' };
    await make(checkpoint.topic);
    writer = await TransactionalWriter.open(kafka, { transactionalId: run, checkpoint });
  }, 90_000);
  afterAll(async () => {
    await Promise.all(followings.map((following) => following.stop()));
    await writer.close();
    await database.close();
  }, 60_000);

  it('reads those of units of its own system, and no others', async () => {
    units.add(idOf('land'), 'government');
    units.add(idOf('court'), 'court');
    await make(feedOf('land'), feedOf('court'), `${feedOf('land')}.g2`);
    await write(feedOf('land'), said('a'), said('b'));
    await write(feedOf('court'), said('a'));
    await write(`${feedOf('land')}.g2`, said('of-another-generation'));
    follow();
    await until('both are there', holds(feedOf('land'), 2), PATIENCE);
    expect(await idsOf(feedOf('land'))).toEqual(['1:a', '2:b']);
    expect(await feedCalled(database.db, feedOf('court'))).toBeUndefined();
  });

  it('takes up a subscription that begins while it runs, once it knows whose it is', async () => {
    await make(feedOf('town'));
    await write(feedOf('town'), said('t1'));
    units.add(idOf('town'), 'government');
    await until('it is there', holds(feedOf('town'), 1), PATIENCE);
    await write(feedOf('land'), said('c'));
    await until('the others go on', holds(feedOf('land'), 3), PATIENCE);
  });

  it('says how much is not read yet: nothing', async () => {
    const behind = async () => (await feedsBehind(kafka, database, [feedOf('land')])).get(feedOf('land'));
    await until('the marks of transactions are passed', async () => (await behind()) === 0, PATIENCE);
  });

  it('goes on past a text that is no message', async () => {
    await write(feedOf('town'), '{"poison', said('t2'));
    await until('the next is there', holds(feedOf('town'), 2), PATIENCE);
    expect(await feedCalled(database.db, feedOf('town'))).toMatchObject({ last: 2, unreadable: 1 });
  });

  it('remembers that it had read everything', async () =>
    until('it is remembered', async () => (await storeStanding(database.db)).isCaughtUp, PATIENCE));

  it('neither doubles nor skips while processes of one side come and go', async () => {
    const wanted = Array.from({ length: 300 }, (_, at) => `m${at}`);
    const second = follow();
    for (let at = 0; at < wanted.length; at += 20) {
      await write(feedOf('land'), ...wanted.slice(at, at + 20).map(said));
      await write(feedOf('town'), ...wanted.slice(at, at + 20).map(said));
      if (at === 100) await followings.shift()?.stop();
      if (at === 200) follow();
    }
    await until('all are there', holds(feedOf('land'), 303), PATIENCE);
    await until('of the other too', holds(feedOf('town'), 302), PATIENCE);
    const told = (await pageOf(database.db, feedOf('land'), 3, 10_000)).map(({ eventId }) => eventId);
    expect(told).toEqual(wanted);
    await second.stop();
  });

  it('is told what was published anew only where it is new', async () => {
    await Promise.all(followings.splice(0).map((following) => following.stop()));
    await write(`${feedOf('land')}.g2`, said('m299'), said('later'));
    follow(2);
    await until('it is there', holds(feedOf('land'), 305), PATIENCE);
    expect((await idsOf(feedOf('land'))).slice(-3)).toEqual(['303:m299', '304:of-another-generation', '305:later']);
  });

  it('leaves out a topic that does not hold what comes next (K8), and says so', async () => {
    await Promise.all(followings.splice(0).map((following) => following.stop()));
    await new FeedKeeper(database).take({ source: `${feedOf('gone')}/0`, messages: [], from: undefined, next: '900' });
    units.add(idOf('gone'), 'government');
    await make(feedOf('gone'));
    failures.length = 0;
    follow();
    await write(feedOf('town'), said('after'));
    await until('the others go on', holds(feedOf('town'), 303), PATIENCE);
    expect(failures.map(String).join()).toContain(`${feedOf('gone')} is not followed: 900 is to come`);
  });
}

describeWithKafka('the feeds of units, from Kafka', () => {
  describe('into SQLite', () => {
    const folder = mkdtempSync(join(tmpdir(), 'fuyuan-feeds-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    tellOn(async () => openSqlite(join(folder, 'government.sqlite')));
  });

  describeWithPostgres('into PostgreSQL', () => {
    let stop: () => Promise<void>;
    afterAll(() => stop());
    tellOn(async () => {
      const server = await startPostgres();
      stop = server.stop;
      await server.say('create schema government');
      return openPostgres({ connectionString: server.url, schema: 'government' });
    });
  });
});
