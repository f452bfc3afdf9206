import { newDataDirectory, type RunningStandalone, startStandalone } from '@fuyuan/testing';
import { newOfficer, newPerson, norm, notice, registerUnits, SHARING, units } from './panshi';
import { type Person, signIn } from './person';

describe('a law notice in Panshi', () => {
  const { data, remove } = newDataDirectory();
  let place: RunningStandalone;
  let [office, justice, court, procuratorate, auditor] = [] as unknown as [Person, Person, Person, Person, Person];
  let href = '';

  beforeAll(async () => {
    place = await startStandalone({ data, args: ['--office-unit', 'panshi-justice-bureau'] });
    office = await signIn(place.url, 'office', place.firstPassword);
  });
  afterAll(async () => {
    await place.stop();
    remove();
  });

  it('the office registers the units and each gets a receipt', async () => {
    const { status, headers, body } = await office.act('/v1/units/panshi-court/register', units['panshi-court'], {
      key: 'register-panshi-court',
    });
    expect(status).toBe(201);
    expect(headers.get('etag')).toBe('"0"');
    expect(headers.get('location')).toBe('/v1/units/panshi-court');
    expect(body).toEqual({
      recorded: true,
      eventIds: [expect.stringMatching(/^[0-9a-f-]{36}$/)],
      stream: 'unit-panshi-court',
      revision: 0,
      position: expect.stringMatching(/./) as string,
      recordedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
      record: { id: 'panshi-court', href: '/v1/units/panshi-court' },
    });
    await registerUnits(office);
    const shown = await office.read('/v1/units/panshi-court');
    expect(shown.headers.get('etag')).toBe('"0"');
    expect(shown.body).toMatchObject({
      name: '磐石市人民法院',
      status: 'registered',
      regionCode: '220284',
      revision: 0,
    });
  });

  it('said again in a new request it is not recorded again', async () => {
    const { status, body } = await office.act('/v1/units/panshi-court/register', units['panshi-court']);
    expect({ status, body: body }).toEqual({
      status: 200,
      body: {
        recorded: false,
        eventIds: [],
        stream: 'unit-panshi-court',
        record: { id: 'panshi-court', href: '/v1/units/panshi-court' },
      },
    });
  });

  it('the office adds accounts for the units, who sign in', async () => {
    justice = await newOfficer(place, 'justice', 'panshi-justice-bureau');
    court = await newOfficer(place, 'court', 'panshi-court');
    procuratorate = await newOfficer(place, 'procuratorate', 'panshi-procuratorate');
    auditor = await newPerson(place, { name: 'auditor', unit: 'panshi-audit-bureau', role: 'auditor' });
    const me = await court.read('/v1/me');
    expect(me.body).toEqual({ account: 'court', person: '联络员', unit: 'panshi-court', roles: ['officer'] });
  });

  it('the justice bureau publishes a notice, which the addressed units read', async () => {
    const { status, headers, body } = await justice.act('/v1/law-notices', notice, { key: '2026-0001' });
    expect(status).toBe(201);
    href = (body.record as { href: string }).href;
    expect(headers.get('location')).toBe(href);

    const shown = await court.read(href);
    expect(shown.status).toBe(200);
    expect(shown.body).toMatchObject({
      publisherId: 'panshi-justice-bureau',
      edition: 1,
      norm: { ...norm, regionCode: null, text: null },
      handling: [
        { unitId: 'panshi-court', signedFor: 0, read: 0, assessed: 0, assessment: null },
        { unitId: 'panshi-procuratorate' },
      ],
    });
  });

  it('the court signs for it, reads it and assesses it, in this order only', async () => {
    expect((await court.act(`${href}/read`, {})).body).toMatchObject({ code: 'law-notice.not-signed-for' });
    expect((await court.act(`${href}/assess`, assessment)).body).toMatchObject({ code: 'law-notice.not-read' });

    for (const [act, body, revision] of [
      ['sign-for', {}, 1],
      ['read', { legalBasis: SHARING }, 2],
      ['assess', assessment, 3],
    ] as const) {
      const answer = await court.act(`${href}/${act}`, body);
      expect(answer.status).toBe(201);
      expect(answer.body).toMatchObject({ recorded: true, revision });
    }
  });

  it('the bureau corrects it; the new edition is handled anew, the old one stays readable', async () => {
    const corrected = { ...norm, fieldsOfWork: ['优化营商环境', '公平竞争审查'] };
    const correction = { norm: corrected, reason: '漏列公平竞争审查', legalBasis: SHARING };
    expect((await justice.act(`${href}/correct`, correction, { headers: { 'if-match': '"3"' } })).status).toBe(201);

    const { body } = await procuratorate.read(href);
    expect(body).toMatchObject({ edition: 2, norm: { fieldsOfWork: ['优化营商环境', '公平竞争审查'] } });
    expect((await court.act(`${href}/assess`, assessment)).body).toMatchObject({ code: 'law-notice.not-read' });
    expect((await procuratorate.act(`${href}/sign-for`, {})).status).toBe(201);
  });

  it('the bureau withdraws it and nothing more is done with it', async () => {
    const withdrawal = { reason: '与此前通报重复', legalBasis: SHARING };
    expect((await justice.act(`${href}/withdraw`, withdrawal)).status).toBe(201);
    expect((await court.act(`${href}/sign-for`, {})).body).toMatchObject({ code: 'law-notice.withdrawn' });
    expect((await court.read(href)).body).toMatchObject({ status: 'withdrawn', withdrawnBecause: '与此前通报重复' });
  });

  it('whoever may know reads every act in order: who, when, on what basis', async () => {
    const { status, body } = await auditor.read(`${href}/history`);
    expect(status).toBe(200);
    const { entries, next } = body as { entries: Entry[]; next: null };
    expect(next).toBeNull();
    expect(entries.map(({ revision, type, actor }) => [revision, type, actor.person, actor.unit, actor.role])).toEqual([
      [0, 'LawNoticePublished', 'justice', 'panshi-justice-bureau', 'officer'],
      [1, 'LawNoticeSignedFor', 'court', 'panshi-court', 'officer'],
      [2, 'LawNoticeRead', 'court', 'panshi-court', 'officer'],
      [3, 'LawNoticeAssessed', 'court', 'panshi-court', 'officer'],
      [4, 'LawNoticeCorrected', 'justice', 'panshi-justice-bureau', 'officer'],
      [5, 'LawNoticeSignedFor', 'procuratorate', 'panshi-procuratorate', 'officer'],
      [6, 'LawNoticeWithdrawn', 'justice', 'panshi-justice-bureau', 'officer'],
    ]);
    for (const entry of entries) {
      expect(entry.legalBasis).toEqual(SHARING);
      expect(Date.parse(entry.recordedAt)).toBeGreaterThanOrEqual(Date.parse(entry.occurredAt));
      expect(entry.correlationId).toMatch(/./);
    }
    expect(entries[0]?.data).toMatchObject({ norm: { fieldsOfWork: ['优化营商环境'] } });
  });

  it('a long history is read page by page', async () => {
    const first = (await office.read(`${href}/history?limit=3`)).body as Page;
    const second = (await office.read(`${href}/history?from=${first.next}&limit=1000`)).body as Page;
    expect([...first.entries, ...second.entries].map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect([first.next, second.next]).toEqual([3, null]);
  });

  it('a unit that has nothing to do with it learns nothing of it', async () => {
    const stranger = await newOfficer(place, 'stranger', 'panshi-audit-bureau');
    expect((await stranger.read(href)).body).toMatchObject({ status: 403, code: 'record-not-yours' });
    expect((await stranger.read(`${href}/history`)).body).toMatchObject({ status: 403, code: 'record-not-yours' });
  });

  it('a retired unit is neither addressed nor acts', async () => {
    const retirement = { effectiveOn: '2024-12-31', reason: '机构改革', legalBasis: SHARING };
    expect((await office.act('/v1/units/panshi-procuratorate/retire', retirement)).status).toBe(201);
    expect((await justice.act('/v1/law-notices', notice)).body).toMatchObject({ code: 'unit.retired' });
    expect(
      (await procuratorate.act('/v1/law-notices', { ...notice, addressees: ['panshi-court'] })).body,
    ).toMatchObject({
      code: 'unit.retired',
    });
    expect((await office.read('/v1/units/panshi-procuratorate')).body).toMatchObject({
      status: 'retired',
      retiredOn: '2024-12-31',
    });
  });
});

const assessment = { impact: 'partial', opinion: '涉企行政案件审理中适用。', measures: '组织专题学习。' };

type Entry = {
  revision: number;
  type: string;
  actor: { person: string; unit: string; role: string };
  occurredAt: string;
  recordedAt: string;
  legalBasis: object[];
  correlationId: string;
  data: object;
};
type Page = { entries: Entry[]; next: number | null };
