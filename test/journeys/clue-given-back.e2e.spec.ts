import { newDataDirectory, type RunningStandalone, startStandalone } from '@fuyuan/testing';
import { apiDocumentOf } from './api-document';
import { clue, done } from './clue/cast';
import { endpointsOf, probesOf } from './clue/probes';
import { probe, type Probe } from './clue/told';
import { newOfficer, registerUnits, SHARING, unitOf } from './panshi';
import { hrefOf, type Person, signIn } from './person';

/** Revision at which it is given back. */
const PARTING = 4;

describe('a unit that gave a clue back', () => {
  const { data, remove } = newDataDirectory();
  let place: RunningStandalone;
  let [bureau, procuratorate, police] = [] as unknown as [Person, Person, Person];
  let href = '';
  let probes: Probe[] = [];

  /** Whatever it may ask of the clue, and what it is answered. */
  const answers = async (): Promise<Record<string, unknown>> => {
    const told: Record<string, unknown> = {};
    for (const one of probes) {
      told[`${one.method} ${one.path} ${one.what}`] = await probe(place.url, police.token, href, one);
    }
    return told;
  };

  beforeAll(async () => {
    place = await startStandalone({ data, args: ['--office-unit', 'panshi-court'] });
    const office = await signIn(place.url, 'office', place.firstPassword);
    await registerUnits(office);
    await done(office, '/v1/units/panshi-police/register', unitOf('磐石市公安局', 'bureau'));
    bureau = await newOfficer(place, 'bureau', 'panshi-justice-bureau');
    procuratorate = await newOfficer(place, 'procuratorate', 'panshi-procuratorate');
    police = await newOfficer(place, 'police', 'panshi-police');

    href = hrefOf(await bureau.act('/v1/referrals', clue));
    await done(procuratorate, `${href}/sign-for`, {});
    await done(procuratorate, `${href}/forward`, { receiver: 'panshi-police', reason: '依法办理' });
    await done(police, `${href}/sign-for`, {}, 'signed-for');
    await done(police, `${href}/return`, { reason: '无管辖权' }, 'given-back');

    const endpoints = endpointsOf(await apiDocumentOf(place.url));
    probes = [...endpoints.flatMap((endpoint) => probesOf(endpoint, ['signed-for', 'given-back'])), ...corrections];
  }, 60_000);
  afterAll(async () => {
    await place.stop();
    remove();
  });

  /** Each act on record, or not yet, is said to have been a mistake: is it there, and whose is it? */
  const corrections = [0, 1, 2, 3, PARTING, 5, 6, 7, 8, 9, 99].map((revision) => ({
    what: `of revision ${revision}`,
    method: 'POST',
    path: '…/correct',
    headers: { 'idempotency-key': `correct-${revision}` },
    body: JSON.stringify({ revision, reason: '误录' }),
  }));

  it('is told, whatever and however it asks, the same after one further act as after many', async () => {
    await done(procuratorate, `${href}/accept`, {});
    const afterOne = await answers();
    await done(procuratorate, `${href}/report-progress`, { progress: '已立案审查' });
    await done(procuratorate, `${href}/request-extension`, { until: '2099-01-01', reason: '案情复杂' });
    await done(bureau, `${href}/grant-extension`, { legalBasis: SHARING });
    await done(procuratorate, `${href}/conclude`, { outcome: 'settled', summary: '已办结' });
    await done(bureau, `${href}/confirm`, {});
    await done(bureau, `${href}/close`, {});

    const afterMany = await answers();
    const changed = Object.keys(afterOne).filter(
      (asked) => JSON.stringify(afterOne[asked]) !== JSON.stringify(afterMany[asked]),
    );
    expect(changed.map((asked) => ({ asked, one: afterOne[asked], many: afterMany[asked] }))).toEqual([]);
    expect(Object.keys(afterOne).length).toBeGreaterThan(300);
  }, 120_000);

  it('reads it as it stood when it gave it back, and stored nothing by all this', async () => {
    expect((await police.read(href)).body).toMatchObject({ asGivenBack: true, status: 'returned', revision: PARTING });
    expect((await bureau.read(href)).body).toMatchObject({ status: 'closed', revision: 11 });
  });

  it('is told by a condition on the revision only of what it saw', async () => {
    const stale = await police.act(`${href}/accept`, {}, { headers: { 'if-match': '"11"' } });
    expect(stale).toMatchObject({ status: 412, body: { code: 'revision-mismatch', revision: PARTING } });
    const fresh = await police.act(`${href}/accept`, {}, { headers: { 'if-match': `"${PARTING}"` } });
    expect(fresh).toMatchObject({ status: 409, body: { code: 'referral.not-holder' } });
  });
});
