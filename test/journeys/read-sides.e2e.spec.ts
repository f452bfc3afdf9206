import { newDataDirectory, type RunningStandalone, startStandalone } from '@fuyuan/testing';
import { newPerson, registerUnits, SHARING } from './panshi';
import { type Person, signIn } from './person';

const SECRET = '某公司涉嫌骗取补贴线索';
const SIDES = ['court', 'procuratorate', 'government'] as const;

describe('what each power sees in views of its own', () => {
  const { data, remove } = newDataDirectory();
  let place: RunningStandalone;
  let clue = '';
  let position = '';
  const people = new Map<string, Person>();
  const as = (name: string): Person => people.get(name) as Person;
  const ids = (body: Record<string, unknown>) =>
    (body['items'] as { referralId: string }[]).map(({ referralId }) => referralId);
  const fresh = () => `after=${encodeURIComponent(position)}&wait=20`;

  beforeAll(async () => {
    place = await startStandalone({ data, args: ['--office-unit', 'panshi-justice-bureau'] });
    people.set('office', await signIn(place.url, 'office', place.firstPassword));
    await registerUnits(as('office'));
    const who = [
      ['audit', 'panshi-audit-bureau', 'officer'],
      ['justice', 'panshi-justice-bureau', 'officer'],
      ['court', 'panshi-court', 'officer'],
      ['procuratorate', 'panshi-procuratorate', 'officer'],
      ['auditor', 'panshi-audit-bureau', 'auditor'],
    ] as const;
    for (const [name, unit, role] of who) people.set(name, await newPerson(place, { name, unit, role }));

    const send = (kind: string, receiver: string, subject: string, answerBy: string | null = null) => {
      const referral = { kind, receiver, subject, request: '请依法处理', answerBy, legalBasis: SHARING };
      return as('audit').act('/v1/referrals', referral);
    };
    const sent = await send('case-clue', 'panshi-procuratorate', SECRET);
    expect(sent.status).toBe(201);
    clue = (sent.body['record'] as { id: string }).id;
    const plain = await send('other', 'panshi-justice-bureau', '商请提供普法材料', '2099-05-01');
    position = String(plain.body['position']);
  });
  afterAll(async () => {
    await place.stop();
    remove();
  });

  it.each([
    ['audit', 'government', true],
    ['procuratorate', 'procuratorate', true],
    ['auditor', 'government', true],
    ['justice', 'government', false],
    ['office', 'government', false],
    ['court', 'court', false],
  ])('a clue is there for %s in the %s: %s; and leaves no trace otherwise', async (name, side, seen) => {
    const list = await as(name).read(`/${side}/v1/referrals?${fresh()}`);
    expect(list.status).toBe(200);
    expect(ids(list.body).includes(clue)).toBe(seen);
    const found = await as(name).read(`/${side}/v1/referrals?q=${encodeURIComponent('骗取补贴')}`);
    expect(ids(found.body)).toEqual(seen ? [clue] : []);
    const summary = await as(name).read(`/${side}/v1/referrals/summary?kind=case-clue`);
    expect(summary.body['total']).toBe(seen ? 1 : 0);
    const shown = await as(name).read(`/${side}/v1/referrals/${clue}`);
    expect(shown.status).toBe(seen ? 200 : 404);
    const handed = await as(name).read(`/${side}/v1/referrals/export?format=csv`);
    expect(handed.status).toBe(200);
    expect(String(handed.body['text']).includes(SECRET)).toBe(seen);
    expect(String(handed.body['text'])).toContain('事由');
  });

  it('answers for nobody of another power, but for the auditor', async () => {
    for (const side of SIDES) {
      for (const view of ['units', 'referrals', 'law-notices', 'referral-kinds']) {
        const { status } = await as('court').read(`/${side}/v1/${view}`);
        expect([side, view, status]).toEqual([side, view, side === 'court' ? 200 : 403]);
        expect((await as('auditor').read(`/${side}/v1/${view}`)).status).toBe(200);
      }
    }
  });

  it('shows the one inbox of a bureau: what waits for it', async () => {
    const { body } = await as('justice').read(`/government/v1/referrals?waitingFor=panshi-justice-bureau&${fresh()}`);
    const asked = { answerBy: '2099-05-01', dueOn: '2099-05-01', overdue: false };
    expect(body['items']).toMatchObject([{ state: 'sent', subject: '商请提供普法材料', ...asked }]);
    const dueBy = async (day: string) => ids((await as('justice').read(`/government/v1/referrals?dueTo=${day}`)).body);
    expect([await dueBy('2099-04-30'), await dueBy('2099-05-01')]).toEqual([[], ids(body)]);
  });

  it('hands a list out as a workbook with its name in Chinese', async () => {
    const { status, headers } = await as('justice').read('/government/v1/referrals/export');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('spreadsheetml');
    expect(headers.get('content-disposition')).toContain(`filename*=UTF-8''${encodeURIComponent('移送')}`);
  });

  it('says what is wrong with a question, and that a view cannot include what is not there yet', async () => {
    const ask = (query: string) => as('court').read(`/court/v1/referrals?${query}`);
    expect((await ask('limit=1000000')).body).toMatchObject({ status: 400, errors: [{ field: 'limit' }] });
    expect((await ask('cursor=abc')).body).toMatchObject({ status: 400, code: 'cursor-damaged' });
    expect((await ask('after=nowhere')).body).toMatchObject({ status: 400, code: 'position-malformed' });
    expect((await ask('after=999999999999&wait=0')).body).toMatchObject({ status: 504, code: 'view-behind' });
    for (const q of ["' OR 1=1 --", '%', '_', '*', '"', 'NEAR(a b)', '\\', '(.*)+$']) {
      expect((await ask(`q=${encodeURIComponent(q)}`)).body).toMatchObject({ items: [] });
    }
  });
});
