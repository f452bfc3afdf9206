import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accounts, newDataDirectory, type RunningStandalone, startStandalone, until } from '@fuyuan/testing';
import { newOfficer, newPerson, registerUnits, SHARING, unitOf } from './panshi';
import { type Answer, hrefOf, type Person, signIn } from './person';

type Entry = Readonly<{ eventId: string; type: string; actor: object; data: Record<string, unknown> }>;

const NOWHERE = '8c1f2d7e-6f0a-5b1c-9a3d-2f4e6a8b0c1d';
const HISTORY = (account: string) => `/v1/accounts/${account}/history`;
const zoo = unitOf('磐石市动物园', 'other');
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
/** None while the record is not there yet. */
const entriesOf = ({ body }: Answer) => (body as { entries?: Entry[] }).entries ?? [];

describe('what is done to accounts, and what is denied', () => {
  const { data, remove } = newDataDirectory();
  let place: RunningStandalone;
  let [office, auditor, bureau, zhang] = [] as unknown as [Person, Person, Person, Person];
  let password = '';

  const command = async (...args: string[]) => {
    const { code, output } = await accounts(data, ['--by', 'wang-it', ...args]);
    expect({ args, code }).toEqual({ args, code: 0 });
    return output;
  };
  const historyOf = async (account: string) => entriesOf(await auditor.read(`/v1/accounts/${account}/history`));
  const denials = async () =>
    entriesOf(await auditor.read(`/v1/denials/${today()}?limit=1000`)).map(({ data }) => data);
  /** What happened to an account reaches the log within a second or so. */
  const lastOf = async (account: string, type: string) => {
    await until(`${type} is on record`, async () => (await historyOf(account)).at(-1)?.type === type);
    return (await historyOf(account)).at(-1);
  };

  beforeAll(async () => {
    place = await startStandalone({ data, args: ['--office-unit', 'panshi-justice-bureau'] });
    office = await signIn(place.url, 'office', place.firstPassword);
    await registerUnits(office);
    auditor = await newPerson(place, { name: 'auditor', unit: 'panshi-audit-bureau', role: 'auditor' });
    bureau = await newOfficer(place, 'bureau', 'panshi-justice-bureau');
  });
  afterAll(async () => {
    await place.stop();
    remove();
  });

  it('the account that the first start made is on record', async () => {
    await until('it is on record', async () => (await auditor.read('/v1/accounts/office/history')).status === 200);
    const [opened] = await historyOf('office');
    expect(opened).toMatchObject({
      type: 'AccountOpened',
      actor: { person: 'first-start', role: 'administrator' },
      data: { account: 'office', unitId: 'panshi-justice-bureau', roles: ['office'] },
    });
  });

  it('an account is opened while the exchange runs, signs in and acts; who opened it is on record', async () => {
    const made = ['--person', '张伟', '--unit', 'panshi-court', '--roles', 'office,officer', '--generate'];
    [, password = ''] = /shown once: (\S+)/.exec(await command('open', 'zhang-wei', ...made)) ?? [];
    zhang = await signIn(place.url, 'zhang-wei', password);
    expect((await zhang.act('/v1/units/panshi-zoo/register', zoo)).status).toBe(201);

    const opened = await lastOf('zhang-wei', 'AccountOpened');
    expect(opened).toMatchObject({
      actor: { person: 'wang-it', role: 'administrator' },
      data: { unitId: 'panshi-court', roles: ['office', 'officer'], by: { name: 'wang-it' } },
    });
    expect(JSON.stringify(opened)).not.toMatch(/张伟|scrypt/);
  });

  it('a role that is revoked is gone at the next command, which is denied; both are on record', async () => {
    await command('revoke-role', 'zhang-wei', 'office');
    await until('it is refused', async () => {
      return (await zhang.act('/v1/units/panshi-farm/register', zoo)).status === 403;
    });
    expect(await lastOf('zhang-wei', 'AccountRoleRevoked')).toMatchObject({ data: { role: 'office' } });
    expect(await denials()).toContainEqual({
      account: 'zhang-wei',
      unitId: 'panshi-court',
      roles: ['officer'],
      act: 'register-unit',
      record: { category: 'unit', id: 'panshi-farm' },
      rule: 'permission-denied',
      count: 1,
      occurredAt: expect.any(String) as string,
      lastAt: expect.any(String) as string,
      correlationId: expect.any(String) as string,
    });
  });

  it('a record that is hidden is denied as one that is not there, and only the first is on record', async () => {
    const clue = { kind: 'case-clue', receiver: 'panshi-procuratorate', subject: '线索', request: '请审查' };
    const sent = await bureau.act('/v1/referrals', { ...clue, legalBasis: SHARING });
    const [hidden, nothing] = [hrefOf(sent), `/v1/referrals/${NOWHERE}`];
    for (const path of [hidden, nothing]) expect((await zhang.read(path)).status).toBe(404);
    expect((await zhang.act(`${hidden}/accept`, {})).status).toBe(404);

    const found = (await denials()).filter(({ rule }) => rule === 'record-hidden');
    const record = { category: 'referral', id: hidden.split('/').at(-1) };
    expect(found).toMatchObject([
      { account: 'zhang-wei', act: 'view-referral', record },
      { account: 'zhang-wei', act: 'accept-referral', record },
    ]);
    expect(JSON.stringify(await denials())).not.toContain(NOWHERE);
  });

  it('an act that is another unit’s is on record under its rule; one that is only out of turn is not', async () => {
    const sending = {
      kind: 'other',
      receiver: 'panshi-court',
      subject: '其他',
      request: '请办理',
      legalBasis: SHARING,
    };
    const href = hrefOf(await bureau.act('/v1/referrals', sending));
    expect((await bureau.act(`${href}/sign-for`, {})).body).toMatchObject({ code: 'referral.not-holder' });
    expect((await zhang.act(`${href}/accept`, {})).body).toMatchObject({ code: 'referral.is-sent' });
    const record = { category: 'referral', id: href.split('/').at(-1) };
    const found = (await denials()).filter(({ record: named }) => JSON.stringify(named) === JSON.stringify(record));
    expect(found).toMatchObject([
      { account: 'bureau', act: 'sign-for-referral', rule: 'referral.not-holder', count: 1 },
    ]);
  });

  it('refused sign-ins are counted; what was typed as an account that is none is not kept', async () => {
    for (let guess = 0; guess < 8; guess++)
      await expect(signIn(place.url, 'bureau', `guess ${guess}`)).rejects.toThrow();
    await expect(signIn(place.url, 'my-secret-password', 'x')).rejects.toThrow();
    const found = await denials();
    const counted = (account: string | null, rule: string) =>
      found
        .filter((one) => one.act === 'sign-in' && one.account === account && one.rule === rule)
        .reduce((sum, { count }) => sum + Number(count), 0);
    const [failed, locked] = [counted('bureau', 'sign-in-failed'), counted('bureau', 'too-many-failures')];
    expect([failed + locked, failed > 0, locked > 0]).toEqual([8, true, true]);
    expect(counted(null, 'sign-in-failed')).toBe(1);
    expect(JSON.stringify(found)).not.toContain('my-secret-password');
  });

  it('a flood of them is counted whole and told in part: the log does not grow with it', async () => {
    const flood = Array.from({ length: 300 }, (_, at) => `/v1/units/panshi-flood-${at}/register`);
    for (const path of flood) expect((await zhang.act(path, zoo)).status).toBe(403);
    const ofFlood = (await denials()).filter(
      ({ account, record }) => account === 'zhang-wei' && (record === null || /flood/.test(JSON.stringify(record))),
    );
    expect(ofFlood.reduce((sum, { count }) => sum + Number(count), 0)).toBe(300);
    // Twenty and the rest in one, and once more where a minute ended meanwhile.
    expect(ofFlood.length).toBeLessThanOrEqual(42);
    expect(ofFlood.at(-1)).toMatchObject({ act: null, record: null, rule: null });
  });

  it('what was edited by hand in the file is found, and nobody said to have done it', async () => {
    const file = join(data, 'accounts.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/("name": "bureau"[^}]*)"officer"/, '$1"auditor"'));
    const found = await lastOf('bureau', 'AccountFoundChanged');
    expect(found).toMatchObject({
      actor: { person: 'exchange' },
      data: { by: null, before: { roles: ['officer'] }, after: { roles: ['auditor'] } },
    });
    await command('grant-role', 'bureau', 'officer');
    await command('revoke-role', 'bureau', 'auditor');
    await lastOf('bureau', 'AccountRoleRevoked');
  });

  it('is shown to the auditor, denials to nobody else, and who looks for them is denied on record', async () => {
    expect((await office.read('/v1/accounts/zhang-wei/history')).status).toBe(200);
    expect((await zhang.read('/v1/accounts/zhang-wei/history')).status).toBe(403);
    for (const who of [office, zhang]) expect((await who.read(`/v1/denials/${today()}`)).status).toBe(403);
    expect(await denials()).toContainEqual(
      expect.objectContaining({ account: 'office', act: 'view-denial', rule: 'permission-denied' }),
    );
    expect((await auditor.read('/v1/denials/1999-01-01')).body).toEqual({ entries: [], next: null });
    expect((await auditor.read('/v1/accounts/nobody/history')).status).toBe(404);
    expect((await auditor.read('/v1/denials/yesterday')).status).toBe(400);
  });

  it('is not there for the office of another region, in the words used of what never was; it is denied on record', async () => {
    const jiaozuo = { ...unitOf('焦作市司法局', 'bureau'), level: 'city', regionCode: '410800' };
    expect((await office.act('/v1/units/jiaozuo-justice-bureau/register', jiaozuo)).status).toBe(201);
    const elsewhere = await newPerson(place, { name: 'jiaozuo', unit: 'jiaozuo-justice-bureau', role: 'office' });
    await until('its own is on record', async () => (await elsewhere.read(HISTORY('jiaozuo'))).status === 200);

    const said = async (account: string) => {
      const { status, body } = await elsewhere.read(HISTORY(account));
      return { status, ...body, instance: '', correlationId: '' };
    };
    expect(await said('zhang-wei')).toMatchObject({ status: 404, code: 'record-unknown' });
    expect(await said('zhang-wei')).toEqual(await said('nobody'));
    expect((await office.read(HISTORY('jiaozuo'))).status).toBe(404);
    expect(await denials()).toContainEqual(
      expect.objectContaining({
        account: 'jiaozuo',
        act: 'view-account',
        record: { category: 'account', id: 'zhang-wei' },
        rule: 'record-hidden',
        count: 2,
      }),
    );
  });

  it('is still there after a restart, each once, with what was denied last', async () => {
    const before = { zhang: await historyOf('zhang-wei'), denials: await denials() };
    expect((await bureau.act('/v1/units/panshi-late/register', zoo)).status).toBe(403);
    await place.stop();
    await command('close', 'zhang-wei');
    place = await startStandalone({ data, args: ['--office-unit', 'panshi-justice-bureau'] });
    auditor = await signInAgain();

    const closed = await lastOf('zhang-wei', 'AccountClosed');
    expect(await historyOf('zhang-wei')).toEqual([...before.zhang, closed]);
    const after = await denials();
    expect(after.slice(0, before.denials.length)).toEqual(before.denials);
    expect(after.slice(before.denials.length)).toMatchObject([{ record: { category: 'unit', id: 'panshi-late' } }]);
    await expect(signIn(place.url, 'zhang-wei', password)).rejects.toThrow('sign-in-failed');
  });

  async function signInAgain(): Promise<Person> {
    const output = await command('set-password', 'auditor', '--generate');
    return signIn(place.url, 'auditor', /shown once: (\S+)/.exec(output)?.[1] ?? '');
  }
});
