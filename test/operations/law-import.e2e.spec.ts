import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newDataDirectory, type RunningStandalone, startStandalone } from '@fuyuan/testing';
import iconv from 'iconv-lite';
import {
  countsIn,
  hasRealLaws,
  HEADER,
  importer,
  type Importer,
  REAL_LAWS,
  townAt,
  untilRecorded,
  writeLaws,
} from './law-import.town';
import { wholeLogOf } from './whole-log';

jest.setTimeout(600_000);

/** Enough for each of four imports to be well under way when it is broken off. `LAW_IMPORT_ROWS` tells of more. */
const MANY = Number(process.env['LAW_IMPORT_ROWS'] ?? 6_000);

const SOUND = [
  '优化营商环境条例,行政法规,,2019-10-22,2020-01-01,2019年10月22日 国务院令第722号公布',
  '"山东省实施《中华人民共和国水法》办法",地方性法规,山东,2010-11-25,1997-12-13,"1997年12月13日 公布；\r\n2010年11月25日 《关于修改的决定》修正"',
  '中华人民共和国国籍法,法律,,1980-09-10,,',
];

describe('importing norms', () => {
  let directory: ReturnType<typeof newDataDirectory>;
  let server: RunningStandalone;
  let password: string;
  let laws: Importer;
  /** What the imports of this suite said that they recorded. */
  let recorded = 0;

  beforeAll(async () => {
    directory = newDataDirectory();
    ({ server, password } = await townAt(directory.data));
    laws = importer(server.url, password);
  });
  afterAll(async () => {
    await server.stop();
    directory.remove();
  });

  const written = (name: string, contents: string | Buffer): string => {
    const path = join(directory.data, name);
    writeFileSync(path, contents);
    return path;
  };
  const text = (...rows: string[]): string => [HEADER, ...rows, ''].join('\r\n');

  it('records each norm of the file once, however often it is run', async () => {
    const file = written('small.csv', `\uFEFF${text(...SOUND, SOUND[0] ?? '')}`);
    const first = await laws.run(file);
    expect(first).toMatchObject({ code: 0 });
    expect(countsIn(first.said)).toEqual({ recorded: 3, already: 0 });
    expect(first.said).toContain('重复 1 行');
    recorded += 3;

    expect(countsIn((await laws.run(file)).said)).toEqual({ recorded: 0, already: 3 });
  });

  it('knows the same norms again in GB18030, in another order, under Chinese headings', async () => {
    const rows = [...SOUND].reverse().join('\r\n');
    const file = written('gb.csv', iconv.encode(`标题,效力级别,地区,公布日期,施行日期,沿革\r\n${rows}`, 'gb18030'));
    const again = await laws.run(file);
    expect(again.code).toBe(0);
    expect(countsIn(again.said)).toEqual({ recorded: 0, already: 3 });
  });

  it('names each wrong row and sends nothing, unless told to leave them out', async () => {
    const file = written(
      'bad.csv',
      text(
        '甲条例,法律,,2020-02-30,,',
        '乙条例,行政法规,,2020-01-01,2019-12-31,',
        '丙条例,法律,,2020-01-01',
        '丁条例,法律,,2020-01-01,,',
      ),
    );
    const refused = await laws.run(file);
    expect(refused.code).toBe(1);
    expect(refused.said).toMatch(/第 2 行 promulgatedOn：.*（calendar-date）/);
    expect(refused.said).toMatch(/第 3 行 effectiveOn：.*（norm\.effective-before-promulgated）/);
    expect(refused.said).toMatch(/第 4 行：.*（csv\.column-count）/);
    expect(refused.said).toContain('没有登记任何内容');

    const skipped = await laws.run(file, '--skip-bad');
    expect(skipped.code).toBe(0);
    expect(countsIn(skipped.said)).toEqual({ recorded: 1, already: 0 });
    expect(skipped.said).toMatch(/有误，已略过：\n第 2 行 .*\n第 3 行 .*\n第 4 行/);
    recorded += 1;
  });

  it('only checks the file when that is asked for', async () => {
    const dry = await laws.run(written('dry.csv', text('戊条例,法律,,2020-01-01,,')), '--dry-run');
    expect(dry).toMatchObject({ code: 0 });
    expect(dry.said).toContain('可登记 1 件');
  });

  it('stops at what the exchange refuses, and names the row', async () => {
    const file = written('unknown.csv', text('己条例,法律,,2020-01-01,,'));
    const refused = await laws.run(file, '--to', 'no-such-unit');
    expect(refused.code).toBe(1);
    expect(refused.said).toMatch(/第 2 行《己条例》停止：.*unit\.unknown/);
  });

  it('says in one line what is wrong with account, address, file or option', async () => {
    const file = written('one.csv', text('庚条例,法律,,2020-01-01,,'));
    const told = async (importing: Importer, ...args: [string, ...string[]]) => {
      const { code, said } = await importing.run(...args);
      const [checked, ...rest] = said.trim().split('\n');
      return { code, said: [...(checked?.startsWith('核对') ? [] : [checked]), ...rest].join('\n') };
    };
    expect(await told(importer(server.url, 'not the password'), file)).toEqual({
      code: 1,
      said: expect.stringMatching(/^府院通拒绝（sign-in-failed）.*$/) as string,
    });
    expect(await told(importer('http://127.0.0.1:1', password), file, '--patience', '0')).toEqual({
      code: 1,
      said: expect.stringMatching(/仍未应答.*ECONNREFUSED.*$/) as string,
    });
    expect(await told(laws, join(directory.data, 'none.csv'))).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^无法读取文件 .*none\.csv（ENOENT）。$/) as string,
    });
    expect(await told(laws, file, '--concurrency', '0')).toEqual({
      code: 2,
      said: expect.stringMatching(/^--concurrency：/) as string,
    });
  });

  it(`completes ${MANY} rows after Ctrl-C, a killed import and a killed exchange`, async () => {
    const file = writeLaws(directory.data, 'many.csv', MANY);

    const interrupted = laws.start(file);
    await untilRecorded(server.url, 300);
    expect(await interrupted.stop('SIGINT')).toBe(130);
    expect(interrupted.output()).toContain('再次运行同一命令即可接着导入');
    const afterInterrupt = countsIn(interrupted.output());
    expect(afterInterrupt.recorded).toBeGreaterThanOrEqual(300 - 16);

    const killed = laws.start(file);
    await untilRecorded(server.url, afterInterrupt.recorded + 300);
    expect(await killed.stop('SIGKILL')).toBe('SIGKILL');

    const patient = laws.start(file);
    await untilRecorded(server.url, afterInterrupt.recorded + 600);
    await server.stop('SIGKILL');
    server = await startStandalone({ data: directory.data, args: ['--port', new URL(server.url).port] });
    expect(await patient.ended).toBe(0);

    const { recorded: last, already } = countsIn(patient.output());
    expect(patient.output()).toContain('正在等待重试');
    expect(last + already).toBe(MANY);
    expect(already).toBeGreaterThanOrEqual(afterInterrupt.recorded + 300 - 16);
    recorded += MANY;
  });

  (hasRealLaws ? it : it.skip)('imports the 3,150 sound norms of the national database, and none twice', async () => {
    const refused = await laws.run(REAL_LAWS);
    expect(refused.code).toBe(1);
    expect(refused.said.match(/（norm\.effective-before-promulgated）/g)).toHaveLength(7);
    expect(refused.said).toContain('没有登记任何内容');

    const first = await laws.run(REAL_LAWS, '--skip-bad');
    expect(first.said).toContain('共 3160 行，可登记 3150 件，重复 3 行，有误 7 行');
    expect(first.code).toBe(0);
    expect(countsIn(first.said)).toEqual({ recorded: 3150, already: 0 });
    recorded += 3150;

    expect(countsIn((await laws.run(REAL_LAWS, '--skip-bad')).said)).toEqual({ recorded: 0, already: 3150 });
  });
  if (!hasRealLaws) process.stderr.write(`Skipped: the real norms are not at ${REAL_LAWS}.\n`);

  it('has left exactly one notice for each norm in the log', async () => {
    await server.stop();
    const notices = [...(await wholeLogOf(join(directory.data, 'events')))].filter(([stream]) =>
      /^lawNotice-/.test(stream),
    );
    expect(notices).toHaveLength(recorded);
    expect(notices.filter(([, events]) => events.length !== 1)).toEqual([]);
    rmSync(join(directory.data, 'many.csv'));
  });
});
