import { newDataDirectory, type RunningStandalone, startStandalone } from '@fuyuan/testing';
import { newPerson, registerUnits } from './panshi';
import { hrefOf, type Person, signIn } from './person';

const TRANSFER = [{ norm: '行政执法机关移送涉嫌犯罪案件的规定', article: '第三条' }];
const SUPERVISION = [{ norm: '行政执法机关移送涉嫌犯罪案件的规定', article: '第十四条第一款' }];
const suspected = {
  kind: 'administrative-criminal-transfer',
  receiver: 'panshi-justice-bureau',
  supervisor: 'panshi-procuratorate',
  subject: '涉嫌生产不符合安全标准食品案',
  request: '请审查是否立案并书面通知',
  legalBasis: TRANSFER,
};
const OPINION = '请书面说明不予立案的理由';

describe('a suspected crime is handed over under the eyes of the procuratorate', () => {
  const { data, remove } = newDataDirectory();
  let place: RunningStandalone;
  let [audit, police, prosecutor, court] = [] as unknown as [Person, Person, Person, Person];
  let [href, id, position] = ['', '', ''];
  const supervise = (who: Person, body: object = { opinion: OPINION, legalBasis: SUPERVISION }) =>
    who.act(`${href}/supervise`, body);

  beforeAll(async () => {
    place = await startStandalone({ data, args: ['--office-unit', 'panshi-justice-bureau'] });
    await registerUnits(await signIn(place.url, 'office', place.firstPassword));
    const person = (name: string, unit: string) => newPerson(place, { name, unit, role: 'officer' });
    audit = await person('audit', 'panshi-audit-bureau');
    police = await person('police', 'panshi-justice-bureau');
    prosecutor = await person('prosecutor', 'panshi-procuratorate');
    court = await person('court', 'panshi-court');
  });
  afterAll(async () => {
    await place.stop();
    remove();
  });

  it('is sent with a copy to the procuratorate, and to no one else who would judge their own part', async () => {
    const code = async (more: object) => (await audit.act('/v1/referrals', { ...suspected, ...more })).body['code'];
    expect(await code({ supervisor: 'panshi-court' })).toBe('referral.supervisor-not-procuratorate');
    expect(await code({ receiver: 'panshi-procuratorate' })).toBe('referral.supervisor-is-party');
    expect(await code({ supervisor: 'panshi-nowhere' })).toBe('unit.unknown');
    const sent = await audit.act('/v1/referrals', suspected);
    expect(sent.status).toBe(201);
    href = hrefOf(sent);
    id = (sent.body['record'] as { id: string }).id;
    expect((await prosecutor.read(href)).body).toMatchObject({ supervisorId: 'panshi-procuratorate', status: 'sent' });
    expect((await court.read(href)).status).toBe(403);
  });

  it('the procuratorate records its own act, wherever the referral stands, and no other', async () => {
    for (const act of ['sign-for', 'accept']) expect((await police.act(`${href}/${act}`, {})).status).toBe(201);
    const conclusion = { outcome: 'case-not-filed', summary: '经审查不予立案' };
    expect((await police.act(`${href}/conclude`, conclusion)).status).toBe(201);
    expect((await prosecutor.act(`${href}/confirm`, {})).body).toMatchObject({ code: 'referral.not-sender' });
    expect((await supervise(audit)).body).toMatchObject({ status: 409, code: 'referral.not-supervisor' });
    expect((await supervise(prosecutor, { opinion: OPINION, legalBasis: [] })).body).toMatchObject({
      code: 'act.no-legal-basis',
    });
    const supervised = await supervise(prosecutor);
    expect(supervised.status).toBe(201);
    position = String(supervised.body['position']);
    expect((await supervise(prosecutor)).status).toBe(200);
    expect((await audit.read(href)).body).toMatchObject({ status: 'concluded' });
    const { entries } = (await police.read(`${href}/history`)).body as { entries: { type: string; data: object }[] };
    expect(entries.at(-1)).toMatchObject({ type: 'ReferralSupervised', data: { opinion: OPINION } });
  });

  it('finds it among what it supervises, in a view of its own, with its count', async () => {
    const asked = `after=${encodeURIComponent(position)}&wait=20`;
    const at = (query: string) => prosecutor.read(`/procuratorate/v1/referrals${query}`);
    const { body } = await at(`?direction=supervised&${asked}`);
    expect(body['items']).toMatchObject([
      { referralId: id, state: 'concluded', supervisor: { unitId: 'panshi-procuratorate' } },
    ]);
    expect((await at('?direction=received')).body['items']).toEqual([]);
    expect((await at('/summary?direction=supervised')).body).toMatchObject({ total: 1, open: 1 });
    expect((await at(`?q=${encodeURIComponent('不予立案的理由')}`)).body['items']).toHaveLength(1);
    expect(String((await at('/export?format=csv')).body['text'])).toContain('磐石市人民检察院');
  });
});
