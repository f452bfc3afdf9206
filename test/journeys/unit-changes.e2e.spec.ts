import { newDataDirectory, type RunningStandalone, startStandalone } from '@fuyuan/testing';
import { newOfficer, registerUnits, SHARING, unitOf } from './panshi';
import { type Person, signIn } from './person';

const from = (effectiveOn: string) => ({ effectiveOn, legalBasis: SHARING });

const MERGER = { heirId: 'panshi-care', reason: '机构改革', ...from('2026-01-01') };

describe('units of Panshi that change', () => {
  const { data, remove } = newDataDirectory();
  let place: RunningStandalone;
  let office: Person;

  const change = (unitId: string, act: string, body: object) => office.act(`/v1/units/${unitId}/${act}`, body);
  const on = async (unitId: string, day: string) => (await office.read(`/v1/units/${unitId}?on=${day}`)).body;

  beforeAll(async () => {
    place = await startStandalone({ data, args: ['--office-unit', 'panshi-justice-bureau'] });
    office = await signIn(place.url, 'office', place.firstPassword);
    await registerUnits(office);
    for (const unitId of ['panshi-health', 'panshi-drugs', 'panshi-care']) {
      await change(unitId, 'register', unitOf('磐石市卫生局', 'bureau'));
    }
  });
  afterAll(async () => {
    await place.stop();
    remove();
  });

  it('what a unit was called then stays true then', async () => {
    const renaming = { name: '磐石市卫生健康局', ...from('2025-01-01') };
    expect((await change('panshi-health', 'rename', renaming)).status).toBe(201);
    expect((await change('panshi-health', 'rename', renaming)).status).toBe(200);
    expect(await on('panshi-health', '2024-12-31')).toMatchObject({ name: '磐石市卫生局' });
    expect(await on('panshi-health', '2025-01-01')).toMatchObject({ name: '磐石市卫生健康局' });
    const earlier = await change('panshi-health', 'rename', { name: '其他', ...from('2024-12-31') });
    expect(earlier.body).toMatchObject({ status: 409, code: 'unit.change-out-of-order' });
  });

  it('no unit becomes its own ancestor, nor by two moves at once', async () => {
    const under = (parentId: string) => ({ parentId, ...from('2025-06-01') });
    expect((await change('panshi-health', 'move', under('panshi-health'))).body).toMatchObject({
      code: 'unit.own-parent',
    });
    expect((await change('panshi-drugs', 'move', under('panshi-health'))).status).toBe(201);
    expect((await change('panshi-care', 'move', under('panshi-drugs'))).status).toBe(201);
    expect((await change('panshi-health', 'move', under('panshi-care'))).body).toMatchObject({
      code: 'unit.own-ancestor',
    });

    const both = await Promise.all([
      change('panshi-court', 'move', under('panshi-procuratorate')),
      change('panshi-procuratorate', 'move', under('panshi-court')),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('a unit is merged into no retired unit, and the heir is named', async () => {
    const merger = MERGER;
    expect((await change('panshi-drugs', 'merge', merger)).status).toBe(201);
    expect(await on('panshi-drugs', '2026-01-01')).toMatchObject({ status: 'retired', heirId: 'panshi-care' });
    const back = await change('panshi-care', 'merge', { ...merger, heirId: 'panshi-drugs' });
    expect(back.body).toMatchObject({ status: 409, code: 'unit.heir-retired' });
    const twice = await change('panshi-drugs', 'rename', { name: '其他', ...from('2027-01-01') });
    expect(twice.body).toMatchObject({ code: 'unit.already-retired' });
  });

  it('an heir does not retire and leave what it inherited to nobody: it is merged, and names an heir', async () => {
    const retirement = { reason: '撤销', ...from('2026-06-01') };
    const retired = await change('panshi-care', 'retire', retirement);
    expect(retired.body).toMatchObject({ status: 409, code: 'unit.heir-needs-heir' });
    const { body } = await office.read('/v1/units/panshi-care/history');
    expect(JSON.stringify(body)).toContain('"predecessorId":"panshi-drugs"');
    expect((await change('panshi-drugs', 'merge', MERGER)).status).toBe(200);
    expect((await office.read('/v1/units/panshi-care/history')).body).toEqual(body);
  });

  it('a merger that is refused for its condition leaves no word with the heir', async () => {
    const heir = async () => (await office.read('/v1/units/panshi-care/history')).body;
    const before = await heir();
    const merger = { ...MERGER, heirId: 'panshi-care' };
    const refused = await office.act('/v1/units/panshi-court/merge', merger, { headers: { 'if-match': '"99"' } });
    expect(refused.status).toBe(412);
    expect(await heir()).toEqual(before);
  });

  it('of two units that are merged into each other at once, never are both', async () => {
    for (const unitId of ['panshi-one', 'panshi-two']) {
      await change(unitId, 'register', unitOf('磐石市某局', 'bureau'));
    }
    const into = (heirId: string) => ({ ...MERGER, heirId });
    const both = await Promise.all([
      change('panshi-one', 'merge', into('panshi-two')),
      change('panshi-two', 'merge', into('panshi-one')),
    ]);
    expect(both.filter(({ status }) => status === 201).length).toBeLessThan(2);
    expect(both.filter(({ status }) => status === 409).length).toBeGreaterThan(0);
  });

  it('of a merger and a retirement of one unit at once the loser leaves no word anywhere', async () => {
    const heir = async () => JSON.stringify((await office.read('/v1/units/panshi-care/history?limit=1000')).body);
    for (let round = 0; round < 20; round++) {
      const unitId = `panshi-twice-${round}`;
      await change(unitId, 'register', unitOf('磐石市某局', 'bureau'));
      const [merged, retired] = await Promise.all([
        change(unitId, 'merge', MERGER),
        change(unitId, 'retire', { reason: '撤销', ...from('2026-06-01') }),
      ]);
      expect([merged.status, retired.status].sort()).toEqual([201, 409]);
      expect((await heir()).includes(`"predecessorId":"${unitId}"`)).toBe(merged.status === 201);
    }
  });

  it('a unit is split and one of those that come instead is the heir', async () => {
    const splitting = { reason: '机构改革', successorIds: ['panshi-care', 'panshi-court'], ...from('2026-02-01') };
    const other = await change('panshi-health', 'split', { ...splitting, heirId: 'panshi-procuratorate' });
    expect(other.body).toMatchObject({ code: 'unit.heir-not-successor' });
    expect((await change('panshi-health', 'split', { ...splitting, heirId: 'panshi-care' })).status).toBe(201);
    expect(await on('panshi-health', '2026-02-01')).toMatchObject({ heirId: 'panshi-care' });
  });

  it('a liaison officer who was replaced a moment ago sends nothing more', async () => {
    const li = await newOfficer(place, 'li-audit', 'panshi-audit-bureau');
    const wang = await newOfficer(place, 'wang-audit', 'panshi-audit-bureau');
    const referral = {
      kind: 'other',
      receiver: 'panshi-justice-bureau',
      subject: '商请协助',
      request: '请协助',
      legalBasis: SHARING,
    };
    const designation = { account: 'li-audit', ...from('2025-01-01') };
    expect((await change('panshi-audit-bureau', 'designate-officer', designation)).status).toBe(201);
    const sent = await li.act('/v1/referrals', referral, { key: 'li-1' });
    expect(sent.status).toBe(201);

    const replacement = { account: 'li-audit', successor: 'wang-audit', ...from('2026-01-01') };
    expect((await change('panshi-audit-bureau', 'replace-officer', replacement)).status).toBe(201);
    expect((await li.act('/v1/referrals', referral)).body).toMatchObject({ code: 'unit.not-liaison-officer' });
    expect((await li.act('/v1/referrals', referral, { key: 'li-1' })).body).toEqual(sent.body);
    expect((await wang.act('/v1/referrals', referral)).status).toBe(201);
    expect(await on('panshi-audit-bureau', '2025-12-31')).toMatchObject({ liaisonOfficers: ['li-audit'] });
    expect(await on('panshi-audit-bureau', '2026-01-01')).toMatchObject({ liaisonOfficers: ['wang-audit'] });
  });

  it('only the office changes units', async () => {
    const officer = await newOfficer(place, 'court', 'panshi-court');
    const { status } = await officer.act('/v1/units/panshi-court/rename', { name: '其他', ...from('2027-01-01') });
    expect(status).toBe(403);
  });
});
