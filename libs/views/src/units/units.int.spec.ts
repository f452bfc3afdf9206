import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { openSqlite, type ReadDatabase } from '@fuyuan/read-model';
import { describeWithSchemaOf, ToldView, type Told } from '@fuyuan/testing';
import { unitsProjection } from '@fuyuan/projections';
import type { Directory } from '../reading/directory';
import { ReadingRoom } from '../reading/reading-room';
import { UnitsOfView } from './units-of-view';
import { UnitsController } from './units.controller';
import type { UnitsQuery } from './units.requests';
import { UnitsShelf } from './units.shelf';

const TODAY = '2026-06-01';
const registered = (unitId: string, more: object = {}): Told => [
  unitId,
  'unit.registered',
  {
    ...{ unitId, name: `磐石市${unitId}`, kind: 'bureau', system: 'government', level: 'county' },
    ...{ regionCode: '220284', parentId: null, effectiveOn: '2020-01-01', ...more },
  },
];
const act = (unitId: string, verb: string, effectiveOn: string, more: object = {}): Told => [
  unitId,
  `unit.${verb}`,
  { unitId, effectiveOn, ...more },
];

const TOWN = [
  registered('government', { kind: 'government' }),
  registered('health', { parentId: 'government', name: '磐石市卫生局' }),
  act('health', 'renamed', '2026-04-01', { name: '磐石市卫生健康局' }),
  act('health', 'liaison-officer-designated', '2026-05-01'),
  act('health', 'liaison-officer-replaced', '2026-06-15'),
  registered('land', { parentId: 'government', name: '国土100%_局' }),
  act('land', 'merged', '2026-03-01', { heirId: 'resources', reason: '机构改革' }),
  registered('resources', { parentId: 'government' }),
  act('resources', 'named-heir', '2026-03-01', { predecessorId: 'land' }),
  act('resources', 'moved', '2026-07-01', { parentId: null }),
  registered('court', { kind: 'court', system: 'court', regionCode: '220200', level: 'city' }),
  registered('next-year', { effectiveOn: '2027-01-01' }),
];

function tellOn(open: () => Promise<ReadDatabase>): void {
  let database: ReadDatabase;
  let units: UnitsController;
  let view: ToldView;
  const officer = { account: 'li', person: '李', unit: 'health', roles: ['officer'] as const };
  const query = (more: Partial<UnitsQuery> = {}): UnitsQuery => ({ limit: 50, wait: 0, ...more });
  const found = async (more: Partial<UnitsQuery>) =>
    (await units.list(query(more), officer)).items.map(({ unitId }) => unitId);

  beforeAll(async () => {
    database = await open();
    view = await ToldView.in(database, unitsProjection);
    await view.tell(...TOWN);
    const side = { audience: 'government', database, now: () => new Date(`${TODAY}T01:00:00Z`) } as const;
    const room = new ReadingRoom(side, new UnitsOfView(side), { reached: () => Promise.resolve(true) });
    units = new UnitsController(room, new UnitsShelf(room, side));
  });
  afterAll(() => database.close());

  it('are found by system, kind, region and all within it, parent and standing of a day', async () => {
    expect(await found({ system: 'court' })).toEqual(['court']);
    expect(await found({ kind: 'government' })).toEqual(['government']);
    expect(await found({ region: '220284', standing: 'active' })).toEqual(['government', 'health', 'resources']);
    expect(await found({ region: '220200' })).toHaveLength(6);
    expect(await found({ region: '210000' })).toEqual([]);
    expect(await found({ parent: 'government' })).toEqual(['health', 'land', 'resources']);
    expect(await found({ parent: 'government', on: '2026-07-01' })).toEqual(['health', 'land']);
    expect(await found({ standing: 'retired' })).toEqual(['land']);
    expect(await found({ standing: 'retired', on: '2026-02-28' })).toEqual([]);
    expect(await found({ standing: 'not-yet-effective' })).toEqual(['next-year']);
  });

  it('are found without a liaison officer, as of a day', async () => {
    expect(await found({ officer: 'some' })).toEqual(['health']);
    expect(await found({ officer: 'some', on: '2026-04-30' })).toEqual([]);
    expect(await found({ officer: 'none', parent: 'government', standing: 'active' })).toEqual(['resources']);
  });

  it('are found by a name that they have or had, and no wildcard is one', async () => {
    expect(await found({ q: '卫生局' })).toEqual(['health']);
    expect(await found({ q: '健康' })).toEqual(['health']);
    expect(await found({ q: 'LAN' })).toEqual(['land']);
    expect(await found({ q: '100%_' })).toEqual(['land']);
    for (const q of ['%', '_', '土%局', "' or 1=1 --", '\\']) {
      expect(await found({ q })).toEqual(q === '%' || q === '_' ? ['land'] : []);
    }
  });

  it('are called what they were called on that day', async () => {
    const nameOn = async (on: string) => (await units.list(query({ on, q: '卫生' }), officer)).items[0]?.name;
    expect(await nameOn('2026-03-31')).toBe('磐石市卫生局');
    expect(await nameOn('2026-04-01')).toBe('磐石市卫生健康局');
    expect(await nameOn('2019-01-01')).toBe('磐石市卫生局');
  });

  it('come in pages that miss none, and no cursor serves another question', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await units.list(query({ limit: 2, ...(cursor ? { cursor } : {}) }), officer);
      seen.push(...page.items.map(({ unitId }) => unitId));
      cursor = page.next ?? undefined;
      if (cursor) {
        const other = units.list(query({ limit: 2, cursor, system: 'court' }), officer);
        await expect(other).rejects.toMatchObject({ code: 'cursor-of-another-query' });
      }
    } while (cursor);
    expect(seen).toEqual(['court', 'government', 'health', 'land', 'next-year', 'resources']);
  });

  it('are shown with those below them and all that they were', async () => {
    const of = (unitId: string, on?: string) => units.show({ unitId }, { wait: 0, ...(on ? { on } : {}) }, officer);
    expect(await of('government')).toMatchObject({
      on: TODAY,
      members: [{ unitId: 'health' }, { unitId: 'land', standing: 'retired' }, { unitId: 'resources' }],
    });
    expect(await of('health')).toMatchObject({
      name: '磐石市卫生健康局',
      parentName: '磐石市government',
      names: [
        { name: '磐石市卫生局', from: null, until: '2026-04-01' },
        { name: '磐石市卫生健康局', from: '2026-04-01', until: null },
      ],
      liaisonOfficerSince: '2026-05-01',
      liaisonOfficers: [
        { on: '2026-05-01', how: 'designated' },
        { on: '2026-06-15', how: 'replaced' },
      ],
      history: [{ act: 'registered' }, { act: 'renamed', data: { name: '磐石市卫生健康局' } }, {}, {}],
    });
    expect((await of('land')).ending).toMatchObject({ how: 'merged', on: '2026-03-01', heirId: 'resources' });
    expect((await of('resources')).predecessors).toEqual([{ unitId: 'land', from: '2026-03-01' }]);
    await expect(of('unheard-of')).rejects.toMatchObject({ code: 'not-in-sight' });
  });

  it('are told to other views as they stand today, anew after every act', async () => {
    const known = new UnitsOfView({ audience: 'government', database, now: () => new Date(`${TODAY}T01:00:00Z`) });
    const before = await known.stamp();
    expect(await known.all()).toContainEqual({
      ...{ unitId: 'land', name: '国土100%_局', system: 'government', regionCode: '220284' },
      ...{ heirId: 'resources', heirFrom: '2026-03-01' },
    } satisfies ReturnType<Directory['find']>);
    await view.tell(act('court', 'renamed', '2026-05-01', { name: '吉林市中级人民法院' }));
    expect(await known.stamp()).not.toBe(before);
  });

  it('are handed out as they are listed', async () => {
    const file = await units.export({ format: 'csv', wait: 0, parent: 'government', standing: 'active' }, officer);
    const lines = (await text(file.getStream())).split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toBe(
      'health,磐石市卫生健康局,政府,政府部门,县级,220284,磐石市government,在用,2020-01-01,,,2026-05-01',
    );
  });
}

describe('units on SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fuyuan-units-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  tellOn(async () => openSqlite(join(folder, 'government.sqlite')));
});

describeWithSchemaOf('government', 'units on PostgreSQL', tellOn);
