import { describeWithKafka, describeWithPostgres } from '@fuyuan/testing';
import { request } from '../running/http-call';
import { OFFICE, registrations } from '../town';
import { comes, Town } from './town';

describeWithKafka('a read side whose exchange is on another machine', () => {
  describeWithPostgres('from Kafka into PostgreSQL', () => {
    const town = new Town();

    beforeAll(async () => {
      await town.start();
      for (const registration of registrations()) await town.people.perform(registration);
      await town.run('procuratorate', { OPERATOR_UNITS: 'another-office' });
    }, 120_000);
    afterAll(() => town.stop(), 60_000);

    const ask = (account: string, path: string, body?: object) => town.ask('procuratorate', account, path, body);
    const url = () => town.member('procuratorate').url;

    it('knows who asks by its public keys', async () => {
      // Until its view of units knows the unit, that one is of no side.
      const isKnown = async () => (await ask('panshi-procuratorate', 'law-notices')).status === 200 || undefined;
      expect(await comes('the unit is known', isKnown)).toBe(true);
      const forged = `${town.people.tokenOf('panshi-procuratorate').slice(0, -8)}AAAAAAAA`;
      const headers = { authorization: `Bearer ${forged}` };
      const asked = { method: 'GET', path: '/procuratorate/v1/law-notices', headers } as const;
      expect((await request(url(), asked)).status).toBe(401);
    });

    it('has no accounts of its own', async () => {
      const body = { account: OFFICE, password: 'whatever it is' };
      const { status, text } = await request(url(), { method: 'POST', path: '/v1/sign-in', body });
      expect({ status, code: (JSON.parse(text) as { code: string }).code }).toEqual({
        status: 403,
        code: 'sign-in-elsewhere',
      });
    });

    it('is operated by the office of the unit that is named for it, and by no other', async () => {
      const verify = () => ask(OFFICE, 'projections/units/verify', { reason: '核验' });
      expect(await verify()).toMatchObject({ status: 403, body: { code: 'not-an-operator' } });
      expect(await town.member('procuratorate').end('SIGTERM')).toBe(0);
      await town.run('procuratorate', { OPERATOR_UNITS: `another-office,${OFFICE}` });
      expect((await verify()).status).toBe(202);
    });
  });
});
