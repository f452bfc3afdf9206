import { buffer, text } from 'node:stream/consumers';
import { inflateRawSync } from 'node:zlib';
import { until } from '@fuyuan/testing';
import { csvOf } from './csv';
import { attached, EXPORT_FORMATS, handOut } from './hand-out';
import type { Sheet } from './sheet';
import { xlsxOf } from './xlsx';

type Line = Readonly<{ name: string; count: number | null; on: string | null; at: string | null }>;

const SHEET: Sheet<Line> = {
  name: '单位',
  columns: [
    { heading: '名称', kind: 'text', of: ({ name }) => name },
    { heading: '件数', kind: 'number', of: ({ count }) => count },
    { heading: '日期', kind: 'day', of: ({ on }) => on },
    { heading: '时间（北京时间）', kind: 'instant', of: ({ at }) => at },
  ],
};
const line = (name: string, more: Partial<Line> = {}): Line => ({ name, count: null, on: null, at: null, ...more });
const WHOLE = line('磐石市人民法院', { count: -3, on: '2026-03-02', at: '2026-03-01T17:30:00.000Z' });

async function* pages(...each: readonly (readonly Line[])[]) {
  for (const page of each) yield page;
}

describe('a list as .csv', () => {
  const written = async (...lines: Line[]) => {
    let said = '';
    for await (const part of csvOf(SHEET, pages([], lines, []))) said += part;
    return said.split('\r\n').slice(1, -1);
  };

  it('begins with a BOM and the headings', async () => {
    const [first] = [csvOf(SHEET, pages())];
    expect((await first.next()).value).toBe('\uFEFF名称,件数,日期,时间（北京时间）\r\n');
  });

  it('leaves numbers numbers, and says instants as Beijing reads the clock', async () =>
    expect(await written(WHOLE)).toEqual(['磐石市人民法院,-3,2026-03-02,2026-03-02 01:30:00']));

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '＝1+1', '－1', ' =1', '\u200B=1', '-2+cmd'])(
    'runs nothing: %j',
    async (name) => expect((await written(line(name)))[0]).toMatch(/^"?'/),
  );

  it.each([
    ['\t=1', `"'\t=1"`],
    ['\r=1', `"'\r=1"`],
    ['甲,乙', '"甲,乙"'],
    ['他说"好"', '"他说""好"""'],
    ['一行\n二行', '"一行\n二行"'],
    ['甲=乙', '甲=乙'],
    ['', ''],
  ])('writes %j as %j', async (name, field) => expect((await written(line(name)))[0]).toBe(`${field},,,`));
});

/** The parts of a zip file by its own directory: read by nothing of the library that wrote it. */
function unzipped(file: Buffer): ReadonlyMap<string, string> {
  const end = file.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  const parts = new Map<string, string>();
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [size, nameLength] = [file.readUInt32LE(at + 20), file.readUInt16LE(at + 28)];
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    const local = file.readUInt32LE(at + 42);
    const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const packed = file.subarray(from, from + size);
    parts.set(name, (file.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed).toString('utf8'));
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return parts;
}

describe('a list as .xlsx', () => {
  const sheetOf = async (...lines: Line[]) => {
    const parts = unzipped(await buffer(xlsxOf(SHEET, pages(lines))));
    expect(parts.get('xl/workbook.xml')).toContain('name="单位"');
    return { sheet: parts.get('xl/worksheets/sheet1.xml') ?? '', styles: parts.get('xl/styles.xml') ?? '' };
  };
  const cell = (sheet: string, name: string) => new RegExp(`<c r="${name}"[^>]*>.*?</c>`).exec(sheet)?.[0] ?? '';

  it('has headings in a frozen row, and cells of their kinds', async () => {
    const { sheet, styles } = await sheetOf(WHOLE);
    expect(sheet).toContain('state="frozen"');
    expect(cell(sheet, 'D1')).toContain('时间（北京时间）');
    expect(cell(sheet, 'A2')).toBe('<c r="A2" t="inlineStr"><is><t>磐石市人民法院</t></is></c>');
    expect(cell(sheet, 'B2')).toContain('<v>-3</v>');
    // 2026-03-02 is day 46083 of Excel; 01:30 is one sixteenth of it.
    expect(cell(sheet, 'C2')).toContain('<v>46083</v>');
    expect(cell(sheet, 'D2')).toContain('<v>46083.0625</v>');
    expect(styles).toContain('formatCode="yyyy-mm-dd"');
  });

  it('has no formula, whatever a text begins with, and nothing that is no XML', async () => {
    const { sheet } = await sheetOf(line('=1+1'), line('<&>"\u0001\uD800'), line('x'.repeat(40_000)));
    expect(sheet).not.toContain('<f>');
    expect(cell(sheet, 'A2')).toBe('<c r="A2" t="inlineStr"><is><t>=1+1</t></is></c>');
    expect(cell(sheet, 'A3')).toMatch(/&lt;&amp;&gt;/);
    expect(sheet).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/);
    expect(cell(sheet, 'A4')).toContain(`<t>${'x'.repeat(32_766)}…</t>`);
  });

  it('says days before Excel’s calendar as text', async () =>
    expect(cell((await sheetOf(line('旧', { on: '1899-12-31' }))).sheet, 'C2')).toContain('1899-12-31'));
});

describe('the file', () => {
  it('has its name in Chinese, by RFC 6266', () =>
    expect(attached("法规'(1)-2026-03-02", 'xlsx')).toBe(
      `attachment; filename="export-1-2026-03-02.xlsx"; filename*=UTF-8''%E6%B3%95%E8%A7%84%27%281%29-2026-03-02.xlsx`,
    ));

  it('ends its questions when the caller goes away', async () => {
    let asking = 0;
    async function* endless() {
      asking += 1;
      try {
        for (;;) yield Array.from({ length: 200 }, () => WHOLE);
      } finally {
        asking -= 1;
      }
    }
    for (const format of EXPORT_FORMATS) {
      const stream = handOut(SHEET, endless(), { format, day: '2026-03-02' }).getStream();
      stream.on('data', () => asking > 0 && stream.destroy());
      await until(`${format} is closed`, () => stream.closed);
      await until(`${format} asks no more`, () => asking === 0);
    }
  });

  it.each(EXPORT_FORMATS)('as %s asks no faster than it is read, however long the list is', async (format) => {
    let asked = 0;
    async function* endless() {
      for (;;) {
        asked += 1;
        yield Array.from({ length: 1_000 }, (_, at) => line(`${Math.sin(asked * 1_000 + at)}`));
      }
    }
    const stream = handOut(SHEET, endless(), { format, day: '2026-03-02' }).getStream();
    await new Promise((resolve) => stream.once('readable', resolve));
    for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toBeLessThan(50);
    stream.destroy();
    await until(`${format} is closed`, () => stream.closed);
  });

  it('is what the format says', async () => {
    const file = handOut(SHEET, pages([WHOLE]), { format: 'csv', day: '2026-03-02' });
    expect(file.getHeaders()).toMatchObject({
      type: expect.stringContaining('text/csv') as string,
      disposition: expect.stringContaining("UTF-8''%E5%8D%95%E4%BD%8D-2026-03-02.csv") as string,
    });
    expect(await text(file.getStream())).toContain('磐石市人民法院');
  });
});
