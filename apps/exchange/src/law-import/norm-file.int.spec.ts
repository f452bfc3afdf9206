import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { openNorms } from './norm-file';

const HEADER = 'title,level,region,promulgatedOn,effectiveOn,history';
const norm = (title: string) => `${title},法律,,2020-01-01,,`;

describe('a file of norms', () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'fuyuan-laws-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const written = (contents: string | Buffer): string => {
    const path = join(folder, 'laws.csv');
    writeFileSync(path, contents);
    return path;
  };
  /** Each row as `line title`, or `line column rule`; a file that cannot be read as its faults. */
  const read = async (contents: string | Buffer): Promise<string[]> => {
    const file = await openNorms(written(contents));
    const seen: string[] = [];
    try {
      for await (const { line, norm, faults } of file.rows()) {
        if (faults) seen.push(...faults.map(({ column, rule }) => `${line} ${column} ${rule}`));
        else seen.push(`${line} ${norm.title}`);
      }
    } catch (error) {
      const { faults } = error as { faults?: { line: number; rule: string }[] };
      if (!faults) throw error;
      seen.push(...faults.map(({ line, rule }) => `${line} ! ${rule}`));
    }
    return seen;
  };

  it('is read row by row', async () =>
    expect(await read(`${HEADER}\n${norm('甲法')}\n${norm('乙法')}\n`)).toEqual(['2 甲法', '3 乙法']));
  it('needs no line end at its end', async () => expect(await read(`${HEADER}\n${norm('甲法')}`)).toEqual(['2 甲法']));
  it('may begin with a byte-order mark', async () =>
    expect(await read(`\uFEFF${HEADER}\n${norm('甲法')}`)).toEqual(['2 甲法']));
  it('may have the line ends of Windows, or of old Macs', async () => {
    expect(await read(`${HEADER}\r\n${norm('甲法')}\r\n${norm('乙法')}\r\n`)).toEqual(['2 甲法', '3 乙法']);
    expect(await read(`${HEADER}\r${norm('甲法')}\r${norm('乙法')}`)).toEqual(['2 甲法', '3 乙法']);
    expect(await read(`${HEADER}\n${norm('甲法')}\r\n${norm('乙法')}\n`)).toEqual(['2 甲法', '3 乙法']);
  });
  it('counts lines as an editor does, over empty ones and within cells', async () => {
    const long = `甲法,法律,,2020-01-01,,"一，\r\n二，\r\n三"\r\n`;
    expect(await read(`\r\n${HEADER}\r\n\r\n${long}${norm('乙法')}\r\n\r\n${norm('丙法')}`)).toEqual([
      '4 甲法',
      '7 乙法',
      '9 丙法',
    ]);
  });
  it('may hold quotes and commas in quoted cells', async () =>
    expect(await read(`${HEADER}\n"关于""甲"",乙的规定",法律,,2020-01-01,,`)).toEqual(['2 关于"甲",乙的规定']));

  it('may be written in GB18030, GBK or UTF-16', async () => {
    // 㐂 is in GB18030 with four bytes, and in GBK not at all.
    const text = `${HEADER}\r\n${norm('关于㐂镇的规定')}\r\n`;
    expect(await read(iconv.encode(text, 'gb18030'))).toEqual(['2 关于㐂镇的规定']);
    expect(await read(iconv.encode(`${HEADER}\r\n${norm('甲法')}`, 'gbk'))).toEqual(['2 甲法']);
    expect(await read(iconv.encode(text, 'utf-16le', { addBOM: true }))).toEqual(['2 关于㐂镇的规定']);
    expect(await read(iconv.encode(text, 'utf-16be', { addBOM: true }))).toEqual(['2 关于㐂镇的规定']);
  });
  it('is not torn where a piece ends within a character or a line end', async () => {
    // 64 KiB is a piece: every length of padding puts another byte at its end.
    for (const padding of [0, 1, 2]) {
      const rows = Array.from({ length: 3000 }, (_, at) => norm(`${'x'.repeat(padding)}关于第${at}号的规定`));
      const text = [HEADER, ...rows].join('\r\n');
      for (const bytes of [Buffer.from(text), iconv.encode(text, 'gb18030')]) {
        const seen = await read(bytes);
        expect(seen).toHaveLength(3000);
        expect(seen.filter((row, at) => row !== `${at + 2} ${'x'.repeat(padding)}关于第${at}号的规定`)).toEqual([]);
      }
    }
  });

  it('is named where its bytes are of no known encoding', async () => {
    const broken = Buffer.concat([Buffer.from(`${HEADER}\n`), Buffer.from([0xff, 0xff]), Buffer.from(norm('法'))]);
    expect(await read(broken)).toEqual(['2 title text.unreadable']);
  });
  it('is named where a row has another number of columns', async () =>
    expect(await read(`${HEADER}\n甲法,法律\n${norm('乙法')}`)).toEqual(['2  csv.column-count', '3 乙法']));
  it('is named where a quote is not closed, by the line of its row', async () =>
    expect(await read(`${HEADER}\n${norm('甲法')}\n"乙法,法律,,2020-01-01,,\n${norm('丙法')}`)).toEqual([
      '2 甲法',
      '3 ! csv.quote-not-closed',
    ]));
  it('is named where a quote stands within a cell', async () => {
    expect(await read(`${HEADER}\n甲"法,法律,,2020-01-01,,`)).toEqual(['2 ! csv.stray-quote']);
    expect(await read(`${HEADER}\n"甲"法,法律,,2020-01-01,,`)).toEqual(['2 ! csv.stray-quote']);
  });
  it('is not read on and on for a quote that is never closed', async () =>
    expect(await read(`${HEADER}\n"${'长'.repeat(1_000_000)}`)).toEqual(['2 ! csv.row-too-long']));
  it('is named when it holds no row, or nothing', async () => {
    expect(await read(HEADER)).toEqual(['1 ! csv.no-rows']);
    expect(await read('')).toEqual(['1 ! csv.no-rows']);
  });
  it('is named when its header is another', async () =>
    expect(await read(`name;level\n甲;乙`)).toContain('1 ! column.unknown'));

  it('says when somebody writes to it', async () => {
    const file = await openNorms(written(`${HEADER}\n${norm('甲法')}`));
    expect(await file.hasChanged()).toBe(false);
    written(`${HEADER}\n${norm('甲法')}\n${norm('乙法')}`);
    expect(await file.hasChanged()).toBe(true);
  });
  it('that is not there is what node says of it', async () =>
    expect(openNorms(join(folder, 'none.csv'))).rejects.toMatchObject({ code: 'ENOENT' }));
});
