import { describeWithPostgres, startPostgres, type TestPostgres } from '@fuyuan/testing';
import { sql } from 'kysely';
import { openPostgres, type ReadDatabase } from './database';
import { isOutOfReach } from './out-of-reach';

describeWithPostgres('a PostgreSQL that breaks connections', () => {
  let server: TestPostgres;
  let database: ReadDatabase;

  beforeAll(async () => {
    server = await startPostgres();
    await server.say(`create role court login password 'court'; create schema court authorization court`);
    database = openPostgres({ connectionString: server.urlOf('court'), schema: 'court', connections: 2 });
  }, 60_000);
  afterAll(async () => {
    await database.close();
    await server.stop();
  });

  const cut = () => server.say(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'court'`);
  const answers = async () => (await sql<{ one: number }>`select 1 as one`.execute(database.db)).rows;
  const faultOf = (work: Promise<unknown>) => work.then(() => undefined).catch((error: unknown) => error);

  /** Nobody listens to the connection then but ourselves: an error that nobody hears ends the process. */
  it('between two statements of a transaction, fails the second, and the process and the next question are well', async () => {
    const work = database.db.transaction().execute(async (on) => {
      await sql`create table half (nth integer)`.execute(on);
      await cut();
      await new Promise((resolve) => setImmediate(resolve));
      await sql`insert into half values (1)`.execute(on);
    });
    expect(isOutOfReach(await faultOf(work))).toBe(true);
    expect(await answers()).toEqual([{ one: 1 }]);
    expect(await server.ask(`select to_regclass('court.half') is null`)).toBe('t');
  });

  it('while nobody uses them, is not noticed by the next question but once', async () => {
    await answers();
    await cut();
    const first = await faultOf(answers());
    expect(first === undefined || isOutOfReach(first)).toBe(true);
    expect(await answers()).toEqual([{ one: 1 }]);
  });

  it('and takes no new ones, is out of reach, and answers when it takes them again', async () => {
    await server.say('alter role court connection limit 0');
    await cut();
    await faultOf(answers());
    expect(isOutOfReach(await faultOf(answers()))).toBe(true);
    await server.say('alter role court connection limit -1');
    expect(await answers()).toEqual([{ one: 1 }]);
  });
});
