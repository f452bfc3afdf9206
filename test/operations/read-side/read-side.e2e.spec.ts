import { describeWithKafka, describeWithPostgres, until } from '@fuyuan/testing';
import { notice, registerUnits } from '../../journeys/panshi';
import { ask, personWith, type Person } from '../../journeys/person';
import { SIDES, Town, type Side } from './town';

const ROUNDS = Number(process.env['READ_SIDE_KILL_ROUNDS'] ?? 6);
/** Longer than a group of Kafka takes to notice that a member is gone. */
const PATIENCE = 90_000;

jest.setTimeout(600_000);

describeWithKafka('read sides in processes of their own', () => {
  describeWithPostgres('from Kafka into PostgreSQL', () => {
    const town = new Town();
    let [office, officer] = [] as unknown as [Person, Person];
    let published = 0;
    let lastPosition = '';

    const at = (side: Side, { token }: Person) => personWith(town.urlOf(side), token);
    const publish = async () => {
      published += 1;
      const told = { ...notice, addressees: ['panshi-court'] };
      const { status, body } = await office.act('/v1/law-notices', told);
      if (status !== 201) throw new Error(JSON.stringify(body));
      lastPosition = String(body['position']);
    };
    const listed = async (side: Side, person: Person) => {
      const query = `limit=200&wait=30&after=${encodeURIComponent(lastPosition)}`;
      const { status, body } = await at(side, person).read(`/${side}/v1/law-notices?${query}`);
      return { status, count: (body['items'] as unknown[] | undefined)?.length ?? JSON.stringify(body) };
    };

    beforeAll(async () => {
      await town.start();
      office = await town.person('li', 'panshi-justice-bureau', 'office');
      await registerUnits(office);
      officer = await town.person('wang', 'panshi-court');
    });
    afterAll(() => town.stop());

    it('include what a receipt tells of', async () => {
      for (let nth = 0; nth < 5; nth += 1) await publish();
      expect(await listed('court', officer)).toEqual({ status: 200, count: 5 });
      expect(await listed('government', office)).toEqual({ status: 200, count: 5 });
    });

    it('answer who belongs to them, and nobody else', async () => {
      expect(await at('court', office).read('/court/v1/law-notices')).toMatchObject({
        status: 403,
        body: { code: 'not-of-this-side' },
      });
      expect((await ask(`${town.urlOf('court')}/court/v1/law-notices`)).status).toBe(401);
      expect((await at('court', officer).read('/government/v1/law-notices')).status).toBe(404);
    });

    it('cannot read the tables of another', async () => {
      const { Client } = jest.requireActual<typeof import('pg')>('pg');
      const client = new Client({ connectionString: town.postgres.urlOf('court') });
      await client.connect();
      await expect(client.query('select * from government.builds')).rejects.toThrow(/permission denied/);
      await expect(client.query('select count(*) from court.builds')).resolves.toMatchObject({ rowCount: 1 });
      await client.end();
    });

    it(`are killed ${ROUNDS} times, with their database and broker, and hold every fact once`, async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const side = SIDES[round % 2] ?? 'court';
        const acts = Promise.all([publish(), publish(), publish()]);
        await town.kill(side);
        if (round === 2) {
          await town.postgres.kill();
          await town.postgres.restart();
        }
        if (round === 3) {
          await town.broker.kill();
          await town.broker.restart();
        }
        await acts;
        await town.run(side);
      }
      const whole = async () => (await listed('court', officer)).count === published;
      await until(`the court has all ${published}`, whole, PATIENCE);
      await until('the government too', async () => (await listed('government', office)).count === published, PATIENCE);
    });

    it('are the same as what was published, by the count and chain of every record', async () => {
      const asked = await at('government', office).act('/government/v1/projections/law-notices/verify', {
        reason: '演练后核验',
      });
      expect(asked.status).toBe(202);
      let found: Record<string, unknown> = {};
      const over = async () => {
        const { body } = await at('government', office).read(`/government/v1/operations/${String(asked.body['id'])}`);
        found = body;
        return body['status'] === 'done' || body['status'] === 'failed';
      };
      await until('verified', over, PATIENCE);
      expect(found).toMatchObject({ status: 'done', result: { isSame: true } });
    });
  });
});
