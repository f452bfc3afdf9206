import { sql } from 'kysely';
import { describeWithPostgres, startPostgres, type TestPostgres } from '@fuyuan/testing';
import { isOutOfReach } from './out-of-reach';
import { openPostgres, openSqlite, type ReadDatabase } from './database';

const one = ({ db }: ReadDatabase) => sql`select 1 as one`.execute(db).then(({ rows }) => rows);
const ONE = [{ one: 1 }];
const faultOf = (asked: Promise<unknown>) =>
  asked.then(
    () => undefined,
    (error: unknown) => error,
  );

describeWithPostgres('PostgreSQL', () => {
  let server: TestPostgres;
  let database: ReadDatabase;
  beforeAll(async () => {
    server = await startPostgres();
    await server.say("create role court login password 'court' connection limit 1");
    await server.say('create schema court authorization court');
    database = openPostgres({ connectionString: server.urlOf('court'), schema: 'court' });
  });
  afterAll(async () => {
    await database.close();
    await server.stop();
  });

  it('is out of reach when it has no connection left, and answers when there is one again', async () => {
    await database.db.transaction().execute(async () => {
      expect(isOutOfReach(await faultOf(one(database)))).toBe(true);
    });
    expect(await one(database)).toEqual(ONE);
  });

  it('is out of reach when it was killed, and answers once it runs again', async () => {
    await server.kill();
    const fault = await faultOf(one(database));
    expect([isOutOfReach(fault), String(fault)]).toEqual([true, expect.any(String)]);
    await server.restart();
    expect(await one(database)).toEqual(ONE);
  });

  it('is not out of reach when it refuses', async () => {
    expect(isOutOfReach(await faultOf(sql`select * from nothing`.execute(database.db)))).toBe(false);
  });
});

describe('a file', () => {
  it('is not out of reach when it refuses', async () => {
    const database = openSqlite(':memory:');
    expect(isOutOfReach(await faultOf(sql`select * from nothing`.execute(database.db)))).toBe(false);
    await database.close();
  });
});
