import { Units } from '@fuyuan/domain';
import { judgeMembers } from './judge-members';
import { memberListOf, parentsOutside } from './member-list';
import { registrationOf } from './send-members';
import { unitColumnsOf } from './unit-columns';
import { unitRowReader } from './unit-row';

const HEADER = [
  '单位名称',
  '单位代码',
  '类别',
  '层级',
  '行政区划代码',
  '上级单位',
  '生效日期',
  '联络员账号',
  '法律依据',
];
const columns = unitColumnsOf({ line: 1, cells: HEADER });
const now = new Date('2026-03-02T01:00:00.000Z');

type Cells = Partial<{ name: string; id: string; kind: string; level: string; region: string; parent: string }> &
  Partial<{ day: string; officers: string; basis: string }>;

const cellsOf = ({ name, id = 'aa', kind = '部门', level = '县级', region = '220284', ...more }: Cells): string[] => {
  const { parent = '', day = '2024-04-30', officers = '', basis = '规则:第三条' } = more;
  return [name ?? `单位${id}`, id, kind, level, region, parent, day, officers, basis];
};
async function* read(rows: readonly Cells[]) {
  const unitRow = unitRowReader([]);
  for (const [at, row] of rows.entries()) yield unitRow({ line: at + 2, cells: cellsOf(row) }, columns);
}
const listOf = (...rows: Cells[]) => memberListOf(read(rows));
const judged = async (outside: ReadonlyMap<string, Units.Unit> | undefined, ...rows: Cells[]) =>
  judgeMembers(await listOf(...rows), outside, now);
const faultsIn = async (...rows: Cells[]): Promise<string[]> =>
  (await judged(new Map(), ...rows)).faults.map(({ line, column, rule }) => `${line} ${column} ${rule}`);

describe('a row of a member list', () => {
  it('is one registration, with its officers, in the words of the exchange', async () => {
    const { waves } = await judged(
      undefined,
      {
        id: 'Court',
        name: '磐石市人民法院',
        kind: '人民法院',
        level: '县',
        officers: '李、wang；李;',
        day: '2024/4/30',
      },
      { id: 'gov', kind: '政府', basis: '甲规则:第一条；乙办法' },
    );
    const [court, government] = waves.flat().map((member) => registrationOf(member));
    expect(court).toMatchObject({ path: 'v1/units/court/register' });
    expect(JSON.parse(court?.body ?? '')).toEqual({
      name: '磐石市人民法院',
      kind: 'court',
      system: 'court',
      level: 'county',
      regionCode: '220284',
      effectiveOn: '2024-04-30',
      officers: ['wang', '李'],
      legalBasis: [{ norm: '规则', article: '第三条' }],
    });
    expect(JSON.parse(government?.body ?? '')).toMatchObject({
      system: 'government',
      legalBasis: [{ norm: '甲规则', article: '第一条' }, { norm: '乙办法' }],
    });
  });

  it('has the same key however its officers are ordered, and another for another unit', async () => {
    const keyOf = async (row: Cells) =>
      (await judged(undefined, row)).waves.flat().map((one) => registrationOf(one).key);
    const key = await keyOf({ name: '甲', officers: 'li、wang' });
    expect(key).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
    expect(await keyOf({ name: '甲', officers: 'wang;li' })).toEqual(key);
    expect(await keyOf({ name: '甲', id: 'bb', officers: 'li、wang' })).not.toEqual(key);
  });

  it.each<[string, Cells]>([
    ['单位代码 identifier', { id: '磐石' }],
    ['类别 one-of', { kind: '衙门' }],
    ['层级 one-of', { level: '府' }],
    ['行政区划代码 region-code', { region: '2202' }],
    ['生效日期 calendar-date', { day: '2024-02-30' }],
    ['单位名称 required', { name: ' ' }],
    ['法律依据 act.no-legal-basis', { basis: ' ' }],
    ['行政区划代码 unit.region-of-another-level', { level: '市级' }],
    ['单位名称 text.unreadable', { name: '\uFFFD局' }],
  ])('is wrong in its column: %s', async (fault, row) => {
    expect(await faultsIn(row)).toEqual([`2 ${fault}`]);
  });
});

describe('a member list', () => {
  it('is put in order, parents first, by their id or their name', async () => {
    const { waves, faults } = await judged(
      new Map(),
      { id: 'c3', parent: 'b2' },
      { id: 'b2', parent: '市政府' },
      { id: 'a1', name: '市政府', kind: '政府' },
      { id: 'd4', parent: 'A1' },
    );
    expect(faults).toEqual([]);
    expect(waves.map((wave) => wave.map(({ unitId }) => unitId))).toEqual([['a1'], ['b2', 'd4'], ['c3']]);
  });

  it('has each id once: which row is meant, only the office knows', async () =>
    expect(await faultsIn({ id: 'aa' }, { id: 'bb', parent: 'aa' }, { id: 'AA', kind: '银行' })).toEqual([
      '2 单位代码 unit-id.twice',
      '3 上级单位 parent.row-wrong',
      '4 单位代码 unit-id.twice',
    ]));

  it('names a circle on each of its rows, and who stands under it', async () => {
    const { faults } = await judged(
      new Map(),
      { id: 'aa', parent: 'bb' },
      { id: 'bb', parent: 'cc' },
      { id: 'cc', parent: 'bb' },
      { id: 'dd', parent: 'dd' },
    );
    expect(faults.map(({ line, rule }) => `${line} ${rule}`)).toEqual([
      '2 parent.row-wrong',
      '3 unit.own-ancestor',
      '4 unit.own-ancestor',
      '5 unit.own-parent',
    ]);
    expect(faults[1]?.zh).toContain('bb → cc → bb');
    expect(faults[2]?.zh).toContain('cc → bb → cc');
  });

  it('names a parent that is two, or none', async () =>
    expect(
      await faultsIn(
        { id: 'aa', name: '镇政府' },
        { id: 'bb', name: '镇政府' },
        { id: 'cc', parent: '镇政府' },
        { id: 'dd', parent: '某局' },
        { id: 'ee', parent: 'nobody' },
      ),
    ).toEqual(['4 上级单位 parent.ambiguous', '5 上级单位 unit.parent-unknown', '6 上级单位 unit.parent-unknown']));

  it('knows parents outside as the exchange knows them, and believes in them where nobody was asked', async () => {
    const rows = [
      { id: 'aa', parent: 'city' },
      { id: 'bb', parent: 'town' },
      { id: 'cc', parent: 'none' },
    ];
    expect(parentsOutside(await listOf(...rows))).toEqual(['city', 'town', 'none']);

    const profile = { name: '某', kind: 'government', system: 'government', parentId: null, effectiveOn: '2020-01-01' };
    const unitOf = (unitId: string, level: Units.UnitLevel, regionCode: string) =>
      Units.evolve(Units.initial, {
        type: 'UnitRegistered',
        data: { unitId, ...profile, level, regionCode, legalBasis: [], occurredAt: '' } as Units.UnitRegistered['data'],
      });
    const outside = new Map([
      ['city', unitOf('city', 'city', '220200')],
      ['town', unitOf('town', 'town', '220284')],
    ]);
    const { faults } = await judged(outside, ...rows);
    expect(faults.map(({ line, rule }) => `${line} ${rule}`)).toEqual([
      '3 unit.parent-of-lower-level',
      '4 unit.parent-unknown',
    ]);
    expect(await judged(undefined, ...rows)).toMatchObject({ faults: [], sound: 3 });
  });

  it('counts its rows, and goes as deep as a list may go', async () => {
    const rows = Array.from({ length: 5_000 }, (_, at) => ({
      id: `unit-${at}`,
      ...(at < 4_999 ? { parent: `unit-${at + 1}` } : {}),
    }));
    const { waves, sound } = await judged(new Map(), ...rows);
    expect({ sound, deep: waves.length }).toEqual({ sound: 5_000, deep: 5_000 });
  });
});
