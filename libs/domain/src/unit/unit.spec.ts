import { story } from '@fuyuan/testing';
import * as Units from '.';
import type { UnitProfile, UnitRegistered, UnitRetired } from '.';

const now = new Date('2026-03-02T01:00:00.000Z');
const legalBasis = [{ norm: '磐石市府院联动联席会议工作规则', article: '第三条' }];

const bureau: UnitProfile = {
  name: '磐石市司法局',
  kind: 'bureau',
  system: 'government',
  level: 'county',
  regionCode: '220284',
  parentId: null,
  effectiveOn: '2024-04-30',
};

const registered: UnitRegistered = {
  type: 'UnitRegistered',
  data: { unitId: 'justice', ...bureau, legalBasis, occurredAt: now.toISOString() },
};
const retired: UnitRetired = {
  type: 'UnitRetired',
  data: { unitId: 'justice', effectiveOn: '2026-06-01', reason: '机构改革', legalBasis, occurredAt: now.toISOString() },
};

const { given } = story(Units);

const register =
  (change: Partial<UnitProfile> = {}, more: Partial<Units.UnitRegistration> = {}) =>
  (state: Units.Unit) =>
    Units.registerUnit(
      state,
      { unitId: 'justice', profile: { ...bureau, ...change }, parent: null, legalBasis, ...more },
      now,
    );

const retire =
  (more: Partial<Units.UnitRetirement> = {}) =>
  (state: Units.Unit) =>
    Units.retireUnit(
      state,
      { unitId: 'justice', effectiveOn: '2026-06-01', reason: '机构改革', legalBasis, ...more },
      now,
    );

const parentOf = (change: Partial<UnitProfile>): Units.Unit => ({
  status: 'registered',
  unitId: 'government',
  profile: { ...bureau, kind: 'government', ...change },
  names: [],
  parents: [],
  officers: [],
  inheritsFrom: [],
});

describe('registering a unit', () => {
  it('is recorded', () => given().when(register()).then(registered));

  it('keeps the time at which it is said to have happened, in UTC', () =>
    given()
      .when(register({}, { occurredAt: '2026-03-01T09:00:00+08:00' }))
      .then({ ...registered, data: { ...registered.data, occurredAt: '2026-03-01T01:00:00.000Z' } }));

  it('changes nothing when it says what is registered already', () => given(registered).when(register()).thenNothing());

  it('is refused when other particulars are registered', () =>
    given(registered)
      .when(register({ name: '磐石市公安局' }))
      .thenRefused('unit.already-registered'));

  it('is refused for a retired unit with other particulars', () =>
    given(registered, retired)
      .when(register({ name: '磐石市公安局' }))
      .thenRefused('unit.already-registered'));

  it('is refused without a legal basis', () =>
    given()
      .when(register({}, { legalBasis: [] }))
      .thenRefused('act.no-legal-basis'));

  it('is refused when the legal basis is blank', () =>
    given()
      .when(register({}, { legalBasis: [{ norm: ' ', article: null }] }))
      .thenRefused('act.no-legal-basis'));

  it('is refused when it is yet to happen', () =>
    given()
      .when(register({}, { occurredAt: '2026-03-02T01:02:01.000Z' }))
      .thenRefused('act.in-the-future'));

  it.each([
    ['court', 'government'],
    ['procuratorate', 'court'],
    ['bureau', 'court'],
    ['bank', 'procuratorate'],
  ] as const)('is refused for a %s of the system %s', (kind, system) =>
    given().when(register({ kind, system })).thenRefused('unit.kind-of-another-system'),
  );

  it.each([
    ['province', '220284'],
    ['province', '220200'],
    ['city', '220000'],
    ['city', '220284'],
    ['county', '220200'],
    ['town', '220000'],
  ] as const)('is refused for a %s in the region %s', (level, regionCode) =>
    given().when(register({ level, regionCode })).thenRefused('unit.region-of-another-level'),
  );

  it.each([
    ['province', '220000'],
    ['city', '220200'],
    ['county', '220284'],
    ['town', '220284'],
    ['town', '441900'],
  ] as const)('is recorded for a %s in the region %s', (level, regionCode) =>
    given()
      .when(register({ level, regionCode }))
      .then({ ...registered, data: { ...registered.data, level, regionCode } }),
  );

  describe('with liaison officers', () => {
    const officer = (account: string, effectiveOn = bureau.effectiveOn): Units.UnitEvent => ({
      type: 'LiaisonOfficerDesignated',
      data: { unitId: 'justice', account, effectiveOn, legalBasis, occurredAt: now.toISOString() },
    });
    const replaced: Units.UnitEvent = {
      type: 'LiaisonOfficerReplaced',
      data: { ...officer('li').data, account: 'li', successor: 'zhao', effectiveOn: '2025-01-01' },
    };
    const withOfficers = (...officers: string[]) => register({}, { officers });

    it('is recorded with them, each once, from the day on which it is effective', () =>
      given()
        .when(withOfficers('li', 'wang', 'li'))
        .then(registered, officer('li'), officer('wang')));

    it('changes nothing when they were named so already, even if replaced since', () =>
      given(registered, officer('li'), replaced).when(withOfficers('li')).thenNothing());

    it('adds whoever was not named, to a unit that was registered without', () =>
      given(registered, officer('li')).when(withOfficers('li', 'wang')).then(officer('wang')));

    it('is refused for one who serves since another day', () =>
      given(registered, officer('li', '2025-02-01'))
        .when(withOfficers('li'))
        .thenRefused('unit.liaison-officer-already'));

    it('is refused for a retired unit whose officers were not named', () =>
      given(registered, retired).when(withOfficers('li')).thenRefused('unit.already-retired'));

    it('records nothing at all when the unit is refused', () =>
      given()
        .when(register({ system: 'court' }, { officers: ['li'] }))
        .thenRefused('unit.kind-of-another-system'));
  });

  describe('under a parent', () => {
    const under = (parent: Units.Unit | null) => register({ parentId: 'government' }, { parent });

    it('is recorded', () =>
      given()
        .when(under(parentOf({})))
        .then({ ...registered, data: { ...registered.data, parentId: 'government' } }));

    it('is refused when the parent is not registered', () =>
      given()
        .when(under({ status: 'unknown' }))
        .thenRefused('unit.parent-unknown'));

    it('is refused when the parent is retired', () =>
      given()
        .when(under({ ...parentOf({}), status: 'retired', retiredOn: '2025-01-01', reason: '撤销' } as Units.Unit))
        .thenRefused('unit.parent-retired'));

    it('is refused when the parent is of a lower level', () =>
      given()
        .when(under(parentOf({ level: 'town' })))
        .thenRefused('unit.parent-of-lower-level'));

    it('is refused when it is its own parent', () =>
      given()
        .when(register({ parentId: 'justice' }, { parent: null }))
        .thenRefused('unit.own-parent'));
  });
});

describe('retiring a unit', () => {
  it('is recorded', () => given(registered).when(retire()).then(retired));

  it('changes nothing when it is retired so already', () => given(registered, retired).when(retire()).thenNothing());

  it('is refused as of another day', () =>
    given(registered, retired)
      .when(retire({ effectiveOn: '2026-07-01' }))
      .thenRefused('unit.already-retired'));

  it('is refused for an unknown unit', () => given().when(retire()).thenRefused('unit.unknown'));

  it('is refused before the unit became effective', () =>
    given(registered)
      .when(retire({ effectiveOn: '2024-04-29' }))
      .thenRefused('unit.retired-before-effective'));

  it('is refused without a legal basis', () =>
    given(registered)
      .when(retire({ legalBasis: [] }))
      .thenRefused('act.no-legal-basis'));

  it('is refused when it is yet to happen', () =>
    given(registered)
      .when(retire({ occurredAt: '2027-01-01T00:00:00Z' }))
      .thenRefused('act.in-the-future'));
});

describe('the standing of a unit on a day', () => {
  const standing = (day: string, ...past: Units.UnitEvent[]) =>
    Units.standingOn('justice', past.reduce(Units.evolve, Units.initial), day).standing;

  it('is unknown before it is registered', () => expect(standing('2026-01-01')).toBe('unknown'));
  it('is not yet effective the day before', () => expect(standing('2024-04-29', registered)).toBe('not-yet-effective'));
  it('is active from the day it is effective', () => expect(standing('2024-04-30', registered)).toBe('active'));
  it('is active until the day before it retires', () =>
    expect(standing('2026-05-31', registered, retired)).toBe('active'));
  it('is retired from that day on', () => expect(standing('2026-06-01', registered, retired)).toBe('retired'));
});

it('a retirement of what was never registered leaves it unknown', () =>
  expect(Units.evolve(Units.initial, retired)).toEqual(Units.initial));
