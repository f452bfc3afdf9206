import { newDataDirectory, type RunningStandalone, startStandalone } from '@fuyuan/testing';
import { newOfficer, newPerson, registerUnits, SHARING, unitOf } from './panshi';
import { type Answer, hrefOf, type Person, signIn } from './person';

const clue = {
  kind: 'case-clue',
  receiver: 'panshi-procuratorate',
  subject: '移送案件线索',
  request: '请依法审查并回复',
  legalBasis: SHARING,
};
const NOWHERE = '/v1/referrals/8c1f2d7e-6f0a-5b1c-9a3d-2f4e6a8b0c1d';

const ACTS: Record<string, object> = {
  recall: { reason: '撤回' },
  deliver: { mode: 'electronic' },
  'sign-for': {},
  accept: {},
  return: { reason: '退回' },
  forward: { receiver: 'panshi-audit-bureau', reason: '转办' },
  'report-progress': { progress: '进展' },
  'request-extension': { until: '2099-01-01', reason: '延期' },
  'grant-extension': { legalBasis: SHARING },
  'refuse-extension': { reason: '不予', legalBasis: SHARING },
  suspend: { reason: '中止', legalBasis: SHARING },
  resume: { reason: '恢复' },
  urge: { words: '催办' },
  conclude: { outcome: 'settled', summary: '办结' },
  confirm: {},
  'send-back': { reason: '补充' },
  close: {},
  reopen: { reason: '重办', decision: '纪要', legalBasis: SHARING },
  correct: { revision: 0, reason: '误录' },
};

describe('a clue, of which outsiders cannot find out', () => {
  const { data, remove } = newDataDirectory();
  let place: RunningStandalone;
  let [office, justice, procuratorate, anticorruption] = [] as unknown as [Person, Person, Person, Person];
  let [auditor, stranger] = [] as unknown as [Person, Person];
  let href = '';

  beforeAll(async () => {
    place = await startStandalone({ data, args: ['--office-unit', 'panshi-court'] });
    office = await signIn(place.url, 'office', place.firstPassword);
    await registerUnits(office);
    await office.act('/v1/units/panshi-police/register', unitOf('磐石市公安局', 'bureau'));
    justice = await newOfficer(place, 'justice', 'panshi-justice-bureau');
    procuratorate = await newOfficer(place, 'procuratorate', 'panshi-procuratorate');
    anticorruption = await newOfficer(place, 'police', 'panshi-police');
    stranger = await newOfficer(place, 'stranger', 'panshi-audit-bureau');
    auditor = await newPerson(place, { name: 'auditor', unit: 'panshi-audit-bureau', role: 'auditor' });
    href = hrefOf(await justice.act('/v1/referrals', clue));
    await procuratorate.act(`${href}/sign-for`, {});
  });
  afterAll(async () => {
    await place.stop();
    remove();
  });

  /** All that an answer says, but for what every answer says of its own request. */
  const told = (answer: Answer, path: string) => {
    const { correlationId, instance, ...body } = answer.body;
    const headers = Object.fromEntries([...answer.headers].filter(([name]) => !OWN_TO_EACH.test(name)));
    return {
      status: answer.status,
      body,
      headers,
      instance: String(instance).replace(path, ''),
      named: !!correlationId,
    };
  };
  const OWN_TO_EACH = /^(date|x-correlation-id|keep-alive)$/;

  const outsiders: [string, () => Person][] = [
    ['an officer of another unit', () => stranger],
    ['the office of the region', () => office],
  ];

  describe.each(outsiders)('%s', (_, who) => {
    it.each(['', '/history', '/history?limit=1', '/acts'])(
      'reads of it what one reads of nothing: GET …%s',
      async (path) => {
        const real = told(await who().read(href + path), href);
        expect(real).toEqual(told(await who().read(NOWHERE + path), NOWHERE));
        expect(real).toMatchObject({ status: 404, body: { code: 'record-unknown' } });
      },
    );

    it.each(Object.entries(ACTS))('is answered as for nothing: %s', async (act, body) => {
      const real = told(await who().act(`${href}/${act}`, body), href);
      expect(real).toEqual(told(await who().act(`${NOWHERE}/${act}`, body), NOWHERE));
      expect(real.status).toBe(404);
    });

    it.each([
      ['a stale condition', { headers: { 'if-match': '"0"' } }, {}],
      ['a malformed condition', { headers: { 'if-match': '0' } }, {}],
      ['a key that is none', { key: ' ' }, {}],
      ['a body that is not in order', {}, { surprise: true }],
      ['a time that is to come', {}, { occurredAt: '2999-01-01T00:00:00Z' }],
      ['a time before the record', {}, { occurredAt: '1999-01-01T00:00:00Z' }],
    ])('is answered as for nothing with %s', async (__, said, body) => {
      const real = told(await who().act(`${href}/sign-for`, body, said), href);
      expect(real).toEqual(told(await who().act(`${NOWHERE}/sign-for`, body, said), NOWHERE));
    });

    it('cannot tell by the time it takes', async () => {
      const took = async (path: string) => {
        const start = performance.now();
        await who().read(path);
        return performance.now() - start;
      };
      const [real, nothing] = [[], []] as [number[], number[]];
      for (let round = 0; round < 200; round++) {
        real.push(await took(href));
        nothing.push(await took(NOWHERE));
      }
      // One cannot be told from the other: the difference of the medians lies within what each varies by itself.
      expect(Math.abs(quantile(real, 0.5) - quantile(nothing, 0.5))).toBeLessThan(spread(real) + spread(nothing));
    });
  });

  it('its acts stored nothing', async () => {
    const { body } = await auditor.read(`${href}/history`);
    expect((body as { entries: object[] }).entries).toHaveLength(2);
    expect((await auditor.read(NOWHERE)).status).toBe(404);
  });

  it('the named units and the auditor see it', async () => {
    for (const who of [justice, procuratorate, auditor]) expect((await who.read(href)).status).toBe(200);
  });

  it('a unit to which it is forwarded knows it, and no longer once that was recorded by mistake', async () => {
    await procuratorate.act(`${href}/forward`, { receiver: 'panshi-police', reason: '依法办理' });
    expect((await anticorruption.read(href)).status).toBe(200);
    expect((await procuratorate.act(`${href}/correct`, { revision: 2, reason: '转办有误' })).status).toBe(201);
    expect(told(await anticorruption.read(href), href)).toEqual(told(await anticorruption.read(NOWHERE), NOWHERE));
  });
});

const quantile = (values: readonly number[], at: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * at)] ?? 0;
const spread = (values: readonly number[]): number => quantile(values, 0.75) - quantile(values, 0.25);
