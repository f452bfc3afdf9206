import * as Units from '.';
import type { Unit, UnitEvent, UnitMovesEvent } from '.';

const now = new Date('2026-03-02T01:00:00.000Z');
const legalBasis = [{ norm: '磐石市机构改革方案', article: null }];
const act = { legalBasis, occurredAt: now.toISOString() };
const decided = (unitId: string, parentId: string | null, effectiveOn = '2026-05-01'): UnitMovesEvent => ({
  type: 'UnitMoveDecided',
  data: { unitId, parentId, effectiveOn, ...act },
});
const after = (...past: UnitMovesEvent[]) => past.reduce(Units.withMove, Units.noMoves);

const move = { unitId: 'health', parentId: 'care', ancestorIds: [], effectiveOn: '2026-05-01', legalBasis };

describe('deciding a move beside all others', () => {
  it('is recorded', () => expect(Units.decideMove(Units.noMoves, move, now)).toEqual([decided('health', 'care')]));
  it('changes nothing when it was decided so already', () =>
    expect(Units.decideMove(after(decided('health', 'care')), move, now)).toEqual([]));
  it('is recorded as of another day', () =>
    expect(Units.decideMove(after(decided('health', 'care', '2026-04-01')), move, now)).toHaveLength(1));
  it('is refused under a unit that stands below it', () => {
    const ownAncestor = expect.objectContaining({ rule: 'unit.own-ancestor' }) as Error;
    expect(() => Units.decideMove(Units.noMoves, { ...move, ancestorIds: ['health'] }, now)).toThrow(ownAncestor);
  });
  it('is refused without a legal basis', () => {
    const noBasis = expect.objectContaining({ rule: 'act.no-legal-basis' }) as Error;
    expect(() => Units.decideMove(Units.noMoves, { ...move, legalBasis: [] }, now)).toThrow(noBasis);
  });
});

describe('under whom a unit may come to stand', () => {
  const profile: Units.UnitProfile = {
    ...{ name: '磐石市卫生局', kind: 'bureau', system: 'government', level: 'county' },
    ...{ regionCode: '220284', parentId: 'government', effectiveOn: '2020-01-01' },
  };
  const registered: UnitEvent = { type: 'UnitRegistered', data: { unitId: 'health', ...profile, ...act } };
  const moved = (parentId: string, effectiveOn: string): UnitEvent => ({
    type: 'UnitMoved',
    data: { unitId: 'health', parentId, effectiveOn, ...act },
  });
  const retired: UnitEvent = {
    type: 'UnitRetired',
    data: { unitId: 'health', effectiveOn: '2026-04-01', reason: '机构改革', ...act },
  };
  const parents = (moves: Units.UnitMoves, ...past: UnitEvent[]) =>
    Units.parentsToBe(moves, { unitId: 'health', unit: past.reduce<Unit>(Units.evolve, Units.initial) }, '2026-03-02');

  it('is told by its own record', () => expect(parents(Units.noMoves, registered)).toEqual(['government']));
  it('is told by what was decided and is not on that record yet', () =>
    expect(parents(after(decided('health', 'care')), registered)).toEqual(['government', 'care']));
  it('is told once when it is on both', () =>
    expect(parents(after(decided('health', 'care')), registered, moved('care', '2026-05-01'))).toEqual([
      'government',
      'care',
    ]));
  it('is not told by what was decided and cannot be recorded any more', () =>
    expect(parents(after(decided('health', 'drugs')), registered, moved('care', '2026-06-01'))).toEqual([
      'government',
      'care',
    ]));
  it('is not told by what was decided of a unit that has an end', () =>
    expect(parents(after(decided('health', 'care')), registered, retired)).toEqual(['government']));
  it('is not told by a move from under everyone', () =>
    expect(parents(after(decided('health', null)), registered)).toEqual(['government']));
  it('is nobody while it is unknown', () => expect(parents(after(decided('health', 'care')))).toEqual([]));
});
