import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newDataDirectory, type RunningStandalone, startBuilt, startStandalone, until } from '@fuyuan/testing';
import iconv from 'iconv-lite';
import { ask, type Person, signIn } from './person';

jest.setTimeout(120_000);

const HEADER = '单位名称,单位代码,系统,类别,层级,行政区划代码,上级单位,生效日期,联络员账号,法律依据';
const BASIS = '磐石市府院联动联席会议工作规则:第三条';
const unit = (name: string, id: string, more: Partial<Record<'kind' | 'parent' | 'officers', string>> = {}) =>
  `${name},${id},,${more.kind ?? '部门'},县级,220284,${more.parent ?? ''},2024-04-30,${more.officers ?? ''},${BASIS}`;

const SMALL = [
  unit('磐石市司法局', 'panshi-justice', { parent: '磐石市人民政府', officers: 'zhang、wang' }),
  unit('磐石市人民法院', 'panshi-court', { kind: '人民法院', officers: 'li-court' }),
  unit('磐石市人民政府', 'panshi-government', { kind: '政府' }),
];
const MANY = 3_000;

describe('the office brings its member list in', () => {
  const { data, remove } = newDataDirectory();
  let place: RunningStandalone;
  let office: Person;

  beforeAll(async () => {
    place = await startStandalone({ data, args: ['--office-unit', 'panshi-justice'] });
    office = await signIn(place.url, 'office', place.firstPassword);
  });
  afterAll(async () => {
    await place.stop();
    remove();
  });

  const written = (name: string, contents: string | Buffer): string => {
    const path = join(data, name);
    writeFileSync(path, contents);
    return path;
  };
  const text = (...rows: string[]): string => [HEADER, ...rows, ''].join('\r\n');
  const start = (file: string, ...further: string[]) =>
    startBuilt('exchange/src/unit-import/import-units.cli', {
      args: [file, '--url', place.url, ...further],
      env: { FUYUAN_ACCOUNT: 'office', FUYUAN_PASSWORD: place.firstPassword, LANG: 'zh_CN.UTF-8', LC_ALL: '' },
    });
  const run = async (file: string, ...further: string[]) => {
    const started = start(file, ...further);
    return { code: await started.ended, said: started.output() };
  };
  const show = async (unitId: string) => office.read(`/v1/units/${unitId}`);
  const counts = (said: string) =>
    /新登记 (\d+) 个单位，此前已登记 (\d+) 个(?:，被拒绝 (\d+) 个)?/
      .exec(said)
      ?.slice(1)
      .map((count) => Number(count ?? 0));
  /** How many registrations this exchange has answered with 201. */
  const registered = async (): Promise<number> => {
    const { body } = await ask(`${place.url}/metrics`);
    const counted = /_count\{method="POST",route="\/v1\/units\/:unitId\/register",status="201"\} (\d+)/;
    return Number(counted.exec(String(body['text']))?.[1] ?? 0);
  };

  it('which names each wrong row and sends nothing, not even the sound ones', async () => {
    const rows = [
      ...SMALL,
      unit('某单位', 'panshi-court'),
      unit('甲', 'circle-a', { parent: 'circle-b' }),
      unit('乙', 'circle-b', { parent: 'circle-a' }),
      unit('丙', 'orphan', { parent: 'nobody' }),
      unit('丁', 'strange', { kind: '衙门' }),
    ];
    const { code, said } = await run(written('bad.csv', text(...rows)));
    expect(code).toBe(1);
    expect(said).toContain('共 8 行，可登记 2 个单位，有误 6 行');
    expect(said).toMatch(/第 3 行 单位代码：.*第 5 行.*（unit-id\.twice）/);
    expect(said).toMatch(/第 6 行 上级单位：.*circle-a → circle-b → circle-a.*（unit\.own-ancestor）/);
    expect(said).toMatch(/第 8 行 上级单位：.*（unit\.parent-unknown）/);
    expect(said).toMatch(/第 9 行 类别：.*（one-of）/);
    expect(said).toContain('没有登记任何内容');
    expect((await show('panshi-government')).status).toBe(404);

    const report = join(data, 'skipped.csv');
    const skipped = await run(join(data, 'bad.csv'), '--skip-bad', '--report', report);
    expect(counts(skipped.said)).toEqual([2, 0, 0]);
    expect(skipped.code).toBe(0);
    const lines = readFileSync(report, 'utf8').split('\r\n');
    expect(lines[1]).toBe('2,panshi-justice,磐石市司法局,新登记,,');
    expect(lines.filter((line) => /,有误,/.test(line))).toHaveLength(6);
  });

  it('in GB18030, parents first, each unit with its officers in one act; and again, which adds nothing', async () => {
    const file = written('small.csv', iconv.encode(text(...SMALL), 'gb18030'));
    expect((await run(file, '--dry-run')).said).toContain('可登记 3 个单位');
    expect((await show('panshi-court')).status).toBe(404);

    const first = await run(file);
    expect({ code: first.code, counts: counts(first.said) }).toEqual({ code: 0, counts: [1, 2, 0] });
    const { body } = await show('panshi-justice');
    expect(body).toMatchObject({ parentId: 'panshi-government', liaisonOfficers: ['wang', 'zhang'], revision: 2 });

    const again = await run(file);
    expect({ code: again.code, counts: counts(again.said) }).toEqual({ code: 0, counts: [0, 3, 0] });
  });

  it('with what the exchange refuses told by row, and the others recorded', async () => {
    const rows = [
      unit('另一名称', 'panshi-court'),
      unit('磐石市财政局', 'panshi-finance', { parent: 'panshi-government' }),
    ];
    const report = join(data, 'refused.csv');
    const { code, said } = await run(written('other.csv', text(...rows)), '--report', report);
    expect({ code, counts: counts(said) }).toEqual({ code: 1, counts: [1, 0, 1] });
    expect(said).toMatch(/第 2 行 另一名称（panshi-court）被拒绝：.*（unit\.already-registered）/);
    expect(readFileSync(report, 'utf8')).toMatch(
      /\r\n2,panshi-court,另一名称,被拒绝,unit\.already-registered,.*\r\n3,/,
    );
    expect((await run(join(data, 'other.csv'), '--report', join(data, 'other.csv'))).code).toBe(2);
    expect(readFileSync(join(data, 'other.csv'), 'utf8')).toContain('另一名称');
  });

  it('from the template, which is sound as it is printed', async () => {
    const printed = startBuilt('exchange/src/unit-import/import-units.cli', { args: ['--template'] });
    expect(await printed.ended).toBe(0);
    const { code, said } = await run(written('template.csv', printed.output()), '--dry-run');
    expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining('有误 0 行') as string });
  });

  it('and after it was killed in the middle, the same command again completes it', async () => {
    const rows = Array.from({ length: MANY }, (_, at) =>
      unit(`单位${at}`, `unit-${at}`, { officers: `officer-${at}`, parent: at % 10 ? `unit-${at - (at % 10)}` : '' }),
    );
    const file = written('many.csv', text(...rows));
    const before = await registered();
    const killed = start(file);
    await until('some are registered', async () => (await registered()) >= before + 300, 60_000);
    expect(await killed.stop('SIGKILL')).toBe('SIGKILL');
    const done = (await registered()) - before;
    expect(done).toBeLessThan(MANY);

    const { code, said } = await run(file);
    const [recorded = 0, already = 0, refused] = counts(said) ?? [];
    expect({ code, refused, all: recorded + already }).toEqual({ code: 0, refused: 0, all: MANY });
    expect(already).toBeGreaterThanOrEqual(done);
    for (const at of [0, 299, 300, MANY - 1]) {
      const { body } = await show(`unit-${at}`);
      expect(body).toMatchObject({ liaisonOfficers: [`officer-${at}`], revision: 1 });
    }
  });
});
