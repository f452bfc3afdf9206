import { story } from '@fuyuan/testing';
import * as Units from '.';
import type { Unit, UnitEvent, UnitProfile } from '.';

const now = new Date('2026-03-02T01:00:00.000Z');
const occurredAt = now.toISOString();
const legalBasis = [{ norm: '磐石市机构改革方案', article: null }];
const act = { unitId: 'health', legalBasis, occurredAt };

const profile: UnitProfile = {
  name: '磐石市卫生局',
  kind: 'bureau',
  system: 'government',
  level: 'county',
  regionCode: '220284',
  parentId: 'government',
  effectiveOn: '2020-01-01',
};
const registered: UnitEvent = { type: 'UnitRegistered', data: { ...act, ...profile } };
const renamed: UnitEvent = {
  type: 'UnitRenamed',
  data: { ...act, name: '磐石市卫生健康局', effectiveOn: '2024-01-01' },
};
const moved: UnitEvent = { type: 'UnitMoved', data: { ...act, parentId: 'city-health', effectiveOn: '2024-01-01' } };
const merged: UnitEvent = {
  type: 'UnitMerged',
  data: { ...act, heirId: 'care', effectiveOn: '2026-07-01', reason: '机构改革' },
};
const split: UnitEvent = {
  type: 'UnitSplit',
  data: { ...act, successorIds: ['care', 'drugs'], heirId: 'drugs', effectiveOn: '2026-07-01', reason: '机构改革' },
};
const namedHeir: UnitEvent = {
  type: 'UnitNamedHeir',
  data: { ...act, predecessorId: 'care', effectiveOn: '2026-07-01' },
};
const designated: UnitEvent = {
  type: 'LiaisonOfficerDesignated',
  data: { ...act, account: 'li', effectiveOn: '2025-01-01' },
};
const replaced: UnitEvent = {
  type: 'LiaisonOfficerReplaced',
  data: { ...act, account: 'li', successor: 'wang', effectiveOn: '2026-03-02' },
};

const stands = (...past: UnitEvent[]) =>
  past.reduce<Unit>(Units.evolve, Units.initial) as Exclude<Unit, { status: 'unknown' }>;
const other = (change: Partial<UnitProfile> = {}): Unit => ({
  ...stands(registered),
  status: 'registered',
  profile: { ...profile, parentId: null, ...change },
});
const { given } = story(Units);
const ask =
  <Asked>(decide: (state: Unit, asked: Asked, now: Date) => UnitEvent[], asked: Asked) =>
  (more: Partial<Asked> = {}) =>
  (state: Unit) =>
    decide(state, { ...asked, ...more }, now);
const common = { unitId: 'health', legalBasis };

const rename = ask(Units.renameUnit, { ...common, name: '磐石市卫生健康局', effectiveOn: '2024-01-01' });
const move = ask<Units.UnitMove>(Units.moveUnit, {
  ...common,
  parentId: 'city-health',
  parent: other({ level: 'city' }),
  ancestorIds: ['province-health'],
  effectiveOn: '2024-01-01',
});
const end = { ...common, effectiveOn: '2026-07-01', reason: '机构改革' };
const merge = ask(Units.mergeUnit, { ...end, heir: { unitId: 'care', unit: other() } });
const successors = [
  { unitId: 'care', unit: other() },
  { unitId: 'drugs', unit: other() },
];
const splitUp = ask(Units.splitUnit, { ...end, successors, heirId: 'drugs' });
const designate = ask(Units.designateLiaisonOfficer, { ...common, account: 'li', effectiveOn: '2025-01-01' });
const replace = ask(Units.replaceLiaisonOfficer, {
  ...common,
  account: 'li',
  successor: 'wang',
  effectiveOn: '2026-03-02',
});

describe('renaming a unit', () => {
  it('is recorded', () => given(registered).when(rename()).then(renamed));
  it('changes nothing when it is named so already', () => given(registered, renamed).when(rename()).thenNothing());
  it('is refused as of another day when it is named so already', () =>
    given(registered, renamed)
      .when(rename({ effectiveOn: '2025-01-01' }))
      .thenRefused('unit.named-so-already'));
  it.each(['2023-12-31', '2024-01-01'])('is refused as of %s, which does not follow the last change', (effectiveOn) =>
    given(registered, renamed)
      .when(rename({ name: '其他', effectiveOn }))
      .thenRefused('unit.change-out-of-order'),
  );
  it('is refused as of the day the unit began', () =>
    given(registered)
      .when(rename({ effectiveOn: '2020-01-01' }))
      .thenRefused('unit.change-out-of-order'));
  it('is refused without a legal basis', () =>
    given(registered)
      .when(rename({ legalBasis: [] }))
      .thenRefused('act.no-legal-basis'));
  it('is refused for an unknown unit', () => given().when(rename()).thenRefused('unit.unknown'));
  it('is refused when an end is set', () =>
    given(registered, merged).when(rename()).thenRefused('unit.already-retired'));
});

describe('moving a unit', () => {
  it('is recorded', () => given(registered).when(move()).then(moved));
  it('is recorded to no parent', () =>
    given(registered)
      .when(move({ parentId: null, parent: null, ancestorIds: [] }))
      .then({ ...moved, data: { ...moved.data, parentId: null } }));
  it('changes nothing when it stands so already', () => given(registered, moved).when(move()).thenNothing());
  it('is refused as of another day when it stands so already', () =>
    given(registered, moved)
      .when(move({ effectiveOn: '2025-01-01' }))
      .thenRefused('unit.under-that-parent-already'));
  it('is refused on a day that does not follow the last move', () =>
    given(registered, moved)
      .when(move({ parentId: 'x', effectiveOn: '2024-01-01' }))
      .thenRefused('unit.change-out-of-order'));
  it('is refused as of the day the unit began', () =>
    given(registered)
      .when(move({ effectiveOn: '2020-01-01' }))
      .thenRefused('unit.change-out-of-order'));
  it('is refused when an end is set', () => given(registered, merged).when(move()).thenRefused('unit.already-retired'));
  it('is refused under itself', () =>
    given(registered)
      .when(move({ parentId: 'health' }))
      .thenRefused('unit.own-parent'));
  it('is refused under a unit that stands under it', () =>
    given(registered)
      .when(move({ ancestorIds: ['office', 'health'] }))
      .thenRefused('unit.own-ancestor'));
  it('is refused under an unknown unit', () =>
    given(registered)
      .when(move({ parent: { status: 'unknown' } }))
      .thenRefused('unit.parent-unknown'));
  it('is refused under a retired unit', () =>
    given(registered)
      .when(move({ parent: stands(registered, merged) }))
      .thenRefused('unit.parent-retired'));
  it('is refused under a lower unit', () =>
    given(registered)
      .when(move({ parent: other({ level: 'town' }) }))
      .thenRefused('unit.parent-of-lower-level'));
  it('is refused without a legal basis', () =>
    given(registered)
      .when(move({ legalBasis: [] }))
      .thenRefused('act.no-legal-basis'));
  it('is refused for an unknown unit', () => given().when(move()).thenRefused('unit.unknown'));
});

describe('merging a unit into another', () => {
  it('is recorded with its heir', () => given(registered).when(merge()).then(merged));
  it('changes nothing when it is merged so already', () => given(registered, merged).when(merge()).thenNothing());
  it('is refused into another heir', () =>
    given(registered, merged)
      .when(merge({ heir: { unitId: 'drugs', unit: other() } }))
      .thenRefused('unit.already-retired'));
  it('is refused into itself', () =>
    given(registered)
      .when(merge({ heir: { unitId: 'health', unit: other() } }))
      .thenRefused('unit.own-heir'));
  it('is refused into an unknown unit', () =>
    given(registered)
      .when(merge({ heir: { unitId: 'x', unit: { status: 'unknown' } } }))
      .thenRefused('unit.heir-unknown'));
  it('is refused into a unit that has an end itself', () =>
    given(registered)
      .when(merge({ heir: { unitId: 'care', unit: stands(registered, merged) } }))
      .thenRefused('unit.heir-retired'));
  it('is refused into a unit that begins later', () =>
    given(registered)
      .when(merge({ heir: { unitId: 'care', unit: other({ effectiveOn: '2026-07-02' }) } }))
      .thenRefused('unit.heir-not-yet-effective'));
  it('is refused before a change that is to come', () =>
    given(registered, renamed)
      .when(merge({ effectiveOn: '2023-12-31' }))
      .thenRefused('unit.change-out-of-order'));
  it('is refused on the day it began', () =>
    given(registered)
      .when(merge({ effectiveOn: '2020-01-01' }))
      .thenRefused('unit.change-out-of-order'));
  it('is refused without a legal basis', () =>
    given(registered)
      .when(merge({ legalBasis: [] }))
      .thenRefused('act.no-legal-basis'));
  it('is refused for an unknown unit', () => given().when(merge()).thenRefused('unit.unknown'));
});

describe('splitting a unit', () => {
  it('is recorded with its heir', () => given(registered).when(splitUp()).then(split));
  it('changes nothing when it is split so already', () => given(registered, split).when(splitUp()).thenNothing());
  it('is refused with another heir', () =>
    given(registered, split)
      .when(splitUp({ heirId: 'care' }))
      .thenRefused('unit.already-retired'));
  it('is refused into one unit', () =>
    given(registered)
      .when(splitUp({ successors: successors.slice(0, 1) }))
      .thenRefused('unit.split-into-too-few'));
  it('is refused into the same unit twice', () =>
    given(registered)
      .when(splitUp({ successors: [...successors, ...successors] }))
      .thenRefused('unit.split-into-too-few'));
  it('is refused with an heir that is not one of them', () =>
    given(registered)
      .when(splitUp({ heirId: 'x' }))
      .thenRefused('unit.heir-not-successor'));
  it('is refused into an unknown unit', () =>
    given(registered)
      .when(splitUp({ successors: [...successors, { unitId: 'x', unit: { status: 'unknown' } }] }))
      .thenRefused('unit.heir-unknown'));
  it('is refused for an unknown unit', () => given().when(splitUp()).thenRefused('unit.unknown'));
  it('is refused into a unit that has an end itself', () =>
    given(registered)
      .when(splitUp({ successors: [...successors, { unitId: 'x', unit: stands(registered, merged) }] }))
      .thenRefused('unit.heir-retired'));
  it('is refused into a unit that begins later', () =>
    given(registered)
      .when(splitUp({ successors: [...successors, { unitId: 'x', unit: other({ effectiveOn: '2026-07-02' }) }] }))
      .thenRefused('unit.heir-not-yet-effective'));
  it('is refused into itself', () =>
    given(registered)
      .when(splitUp({ successors: [...successors, { unitId: 'health', unit: other() }] }))
      .thenRefused('unit.own-heir'));
  it('is refused before a change that is to come', () =>
    given(registered, moved)
      .when(splitUp({ effectiveOn: '2023-12-31' }))
      .thenRefused('unit.change-out-of-order'));
  it('is refused on the day it began', () =>
    given(registered)
      .when(splitUp({ effectiveOn: '2020-01-01' }))
      .thenRefused('unit.change-out-of-order'));
  it('is refused when another end is set', () =>
    given(registered, merged).when(splitUp()).thenRefused('unit.already-retired'));
  it('is refused without a legal basis', () =>
    given(registered)
      .when(splitUp({ legalBasis: [] }))
      .thenRefused('act.no-legal-basis'));
});

describe('an heir', () => {
  const name = ask<Units.HeirNaming>(Units.nameHeir, { ...common, predecessorId: 'care', effectiveOn: '2026-07-01' });
  const retirement = { ...common, effectiveOn: '2027-01-01', reason: '撤销' };
  const retire = (state: Unit) => Units.retireUnit(state, retirement, now);

  it('is named in its own record', () => given(registered).when(name()).then(namedHeir));
  it('is not named twice', () => given(registered, namedHeir).when(name()).thenNothing());
  it('may be the heir of several', () =>
    given(registered, namedHeir)
      .when(name({ predecessorId: 'drugs' }))
      .then({ ...namedHeir, data: { ...namedHeir.data, predecessorId: 'drugs' } as never }));
  it('is refused where it is not registered', () => given().when(name()).thenRefused('unit.heir-unknown'));
  it('is refused where it has an end itself', () =>
    given(registered, merged).when(name()).thenRefused('unit.heir-retired'));
  it('is refused where it begins later', () =>
    given(registered)
      .when(name({ effectiveOn: '2019-12-31' }))
      .thenRefused('unit.heir-not-yet-effective'));
  it('is refused where it is the unit itself', () =>
    given(registered)
      .when(name({ predecessorId: 'health' }))
      .thenRefused('unit.own-heir'));
  it('is refused without a legal basis', () =>
    given(registered)
      .when(name({ legalBasis: [] }))
      .thenRefused('act.no-legal-basis'));

  it('does not retire: nobody would hold what it inherited', () =>
    given(registered, namedHeir).when(retire).thenRefused('unit.heir-needs-heir'));
  it('is merged with an heir of its own', () =>
    given(registered, namedHeir)
      .when(merge({ heir: { unitId: 'drugs', unit: other() } }))
      .then({ ...merged, data: { ...merged.data, heirId: 'drugs' } as never }));
  it('is neither merged into the unit that it continues, nor split so', () => {
    given(registered, namedHeir).when(merge()).thenRefused('unit.heir-of-its-heir');
    given(registered, namedHeir)
      .when(splitUp({ heirId: 'care' }))
      .thenRefused('unit.heir-of-its-heir');
  });
});

describe('liaison officers', () => {
  it('are designated', () => given(registered).when(designate()).then(designated));
  it('are not designated twice', () => given(registered, designated).when(designate()).thenNothing());
  it('are not designated as of another day while they serve', () =>
    given(registered, designated)
      .when(designate({ effectiveOn: '2025-02-01' }))
      .thenRefused('unit.liaison-officer-already'));
  it('are not designated before the unit began', () =>
    given(registered)
      .when(designate({ effectiveOn: '2019-12-31' }))
      .thenRefused('unit.change-out-of-order'));
  it('are replaced', () => given(registered, designated).when(replace()).then(replaced));
  it('are not replaced twice', () => given(registered, designated, replaced).when(replace()).thenNothing());
  it('are replaced only while they serve', () =>
    given(registered, designated, replaced)
      .when(replace({ successor: 'zhao' }))
      .thenRefused('unit.not-liaison-officer'));
  it('are not replaced by one who serves already', () =>
    given(registered, designated)
      .when(replace({ successor: 'li' }))
      .thenRefused('unit.liaison-officer-already'));
  it('are not replaced on the day they began', () =>
    given(registered, designated)
      .when(replace({ effectiveOn: '2025-01-01' }))
      .thenRefused('unit.change-out-of-order'));
  it('do not serve twice at once', () =>
    given(registered, designated, replaced)
      .when(designate({ effectiveOn: '2026-03-01' }))
      .thenRefused('unit.change-out-of-order'));
  it('are neither designated nor replaced when an end is set', () => {
    given(registered, merged).when(designate()).thenRefused('unit.already-retired');
    given(registered, designated, merged).when(replace()).thenRefused('unit.already-retired');
  });
  it('are neither designated nor replaced for an unknown unit', () => {
    given().when(designate()).thenRefused('unit.unknown');
    given().when(replace()).thenRefused('unit.unknown');
  });
  it('may come back', () =>
    expect(designate({ effectiveOn: '2026-04-01' })(stands(registered, designated, replaced))).toHaveLength(1));
  it('are refused without a legal basis', () => {
    given(registered)
      .when(designate({ legalBasis: [] }))
      .thenRefused('act.no-legal-basis');
    given(registered, designated)
      .when(replace({ legalBasis: [] }))
      .thenRefused('act.no-legal-basis');
  });
});

describe('what was true then', () => {
  const unit = stands(registered, renamed, moved, designated, replaced, merged);

  it.each([
    ['2023-12-31', '磐石市卫生局', 'government'],
    ['2024-01-01', '磐石市卫生健康局', 'city-health'],
  ])('on %s it was called %s, under %s', (day, name, parentId) =>
    expect(Units.profileOn(unit, day)).toMatchObject({ name, parentId }),
  );
  it.each([
    ['2024-12-31', []],
    ['2026-03-01', ['li']],
    ['2026-03-02', ['wang']],
  ])('on %s its liaison officers were %j', (day, accounts) => expect(Units.officersOn(unit, day)).toEqual(accounts));
  it('its open matters are the heir’s from the day on which it was merged', () => {
    expect(Units.heirOn(unit, '2026-06-30')).toBeNull();
    expect(Units.heirOn(unit, '2026-07-01')).toBe('care');
    expect(Units.standingOn('health', unit, '2026-07-01').standing).toBe('retired');
  });
  it('its open matters are those of the one successor that was named', () =>
    expect(Units.heirOn(stands(registered, split), '2026-07-01')).toBe('drugs'));
  it('a unit that was retired has no heir', () => {
    const data = { ...act, effectiveOn: '2026-07-01', reason: '撤销' };
    expect(Units.heirOn(stands(registered, { type: 'UnitRetired', data }), '2026-07-01')).toBeNull();
  });
  it('an end does not come before a change that was to come', () =>
    given(registered, renamed)
      .when((state) => Units.retireUnit(state, { ...end, effectiveOn: '2023-01-01' }, now))
      .thenRefused('unit.change-out-of-order'));
  it('it stands under the parents of that day and of every later one', () => {
    expect(Units.parentsFrom(unit, '2023-01-01')).toEqual(['government', 'city-health']);
    expect(Units.parentsFrom(unit, '2024-01-01')).toEqual(['city-health']);
    expect(Units.parentsFrom(Units.initial, '2024-01-01')).toEqual([]);
  });
  it('a replaced liaison officer acts no more, and others are not asked', () => {
    const serves = (account: string, day: string) => () => Units.requireServing(unit, account, day);
    expect(serves('li', '2026-03-01')).not.toThrow();
    expect(serves('li', '2026-03-02')).toThrow(expect.objectContaining({ rule: 'unit.not-liaison-officer' }) as Error);
    expect(serves('judge', '2026-03-02')).not.toThrow();
  });
  it('a change of what was never registered leaves it unknown', () =>
    expect(Units.evolve(Units.initial, renamed)).toEqual(Units.initial));
});
