import { describeWithPostgres, startPostgres, type TestPostgres } from '@fuyuan/testing';
import { Client } from 'pg';
import { preparePostgres } from './prepare-postgres';

describeWithPostgres('the databases of the read sides', () => {
  let server: TestPostgres;
  const sides = ['court', 'procuratorate'].map((name) => ({ name, password: name }));
  const prepare = (apply: boolean, of = sides) => preparePostgres(server.url, of, { apply });
  const as = async <Answer>(role: string, ask: (client: Client) => Promise<Answer>): Promise<Answer> => {
    const client = new Client({ connectionString: server.urlOf(role) });
    await client.connect();
    return ask(client).finally(() => client.end());
  };

  beforeAll(async () => {
    server = await startPostgres();
    await server.say("create role stranger login password 'stranger'");
  });
  afterAll(() => server.stop());

  it('are only told of unless they are to be made', async () => {
    const told = await prepare(false);
    expect(told).toEqual(expect.arrayContaining(['court: role made', 'court: schema made']));
    expect(await prepare(false)).toEqual(told);
  });

  it('are made once; again, the passwords are set and nothing else', async () => {
    await prepare(true);
    await as('court', (client) => client.query('create table court.kept (id integer)'));
    expect((await prepare(true)).filter((line) => line.startsWith('court'))).toEqual([
      'court: password set',
      'court: may connect',
    ]);
    await as('court', (client) => client.query('select * from court.kept'));
  });

  it.each([
    ['reads no table of another', 'select * from court.kept'],
    ['makes nothing in the schema of another', 'create table court.mine (id integer)'],
    ['makes nothing in the schema that all share', 'create table public.mine (id integer)'],
    ['makes no schema', 'create schema another'],
    ['makes no role', 'create role another'],
  ])('a side %s', async (_, statement) =>
    expect(as('procuratorate', (client) => client.query(statement))).rejects.toThrow(/permission denied/),
  );

  it('let nobody else in', () =>
    expect(as('stranger', (client) => client.query('select 1'))).rejects.toThrow(/permission denied for database/));

  it('take nothing from its owner, and no name that would need quotes', async () => {
    await server.say('create schema government authorization stranger');
    await expect(prepare(true, [{ name: 'government', password: 'x' }])).rejects.toThrow('belongs to stranger');
    await expect(prepare(true, [{ name: 'a"; drop schema court; --', password: 'x' }])).rejects.toThrow('no name');
    await prepare(true, [{ name: 'town', password: "'; drop schema court cascade; --" }]);
    await as('court', (client) => client.query('select * from court.kept'));
  });
});
