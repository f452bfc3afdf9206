import { calendarDate, instant } from './dates';
import { identifier, link, oneOf, regionCode, uuid } from './codes';
import type { Fault } from './fault';
import { flag, whole } from './numbers';
import { list } from './parts';
import type { Rule, Source } from './rule';
import { text } from './text';

function reading(rule: Rule, source: Source = 'json') {
  return (value: unknown): { kept?: unknown; refused?: string[] } => {
    const faults: Fault[] = [];
    const kept = rule.read(value, { field: 'it', source, faults });
    return faults.length > 0 ? { refused: faults.map(({ field, rule: name }) => `${field} ${name}`) } : { kept };
  };
}
const refused = (name: string) => ({ refused: [`it ${name}`] });

describe('text', () => {
  const line = reading(text({ min: 2, max: 4 }));
  const lines = reading(text({ max: 10, multiline: true }));

  it.each(['民法', '民 法', '𠮷𠮷𠮷𠮷', 'éé', '👨\u200d👩'])('keeps %j', (value) => {
    expect(line(value)).toEqual({ kept: value });
  });
  it('takes the white space around one line away, and counts without it', () => {
    expect(line(' \u3000民法典\u3000 ')).toEqual({ kept: '民法典' });
  });
  it('leaves indentation and line breaks of several lines alone', () => {
    expect(lines('\u3000\u3000第一\r\n\t第二')).toEqual({ kept: '\u3000\u3000第一\r\n\t第二' });
  });
  it.each([
    ['', 'text.blank'],
    ['\u3000 \u00a0', 'text.blank'],
    ['民', 'text.too-short'],
    ['𠮷', 'text.too-short'],
    ['民法典编纂', 'text.too-long'],
    ['民\n法', 'text.control-character'],
    ['民\u0000法', 'text.control-character'],
    ['民\u0085法', 'text.control-character'],
    ['民\u202e法', 'text.turning-mark'],
    ['民\u2066法', 'text.turning-mark'],
    ['民\ud800', 'text.broken-character'],
    ['\udc00民', 'text.broken-character'],
    [7, 'text'],
    [null, 'text'],
    [['民法'], 'text'],
    [{ toString: () => '民法' }, 'text'],
  ])('refuses %j: %s', (value, rule) => {
    expect(line(value)).toEqual(refused(rule));
  });
  it('refuses control characters other than tabs and line breaks in several lines', () => {
    expect(lines('一\u0007二')).toEqual(refused('text.control-character'));
    expect(lines('一\u202e二')).toEqual(refused('text.turning-mark'));
  });
});

describe('a calendar date', () => {
  const day = reading(calendarDate());

  it.each(['2026-03-01', '2024-02-29', '2000-02-29', '1949-10-01', '9999-12-31', '0001-01-01'])('is %s', (value) => {
    expect(day(value)).toEqual({ kept: value });
  });
  it.each(['2026-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00', '0000-01-01'])(
    'does not exist: %s',
    (value) => expect(day(value)).toEqual(refused('calendar-date')),
  );
  it.each([
    '2026-3-1',
    '20260301',
    '2026-03-01T00:00:00Z',
    ' 2026-03-01',
    '2026-03-01\n',
    '２０２６-03-01',
    20260301,
    null,
  ])('is not %j', (value) => expect(day(value)).toEqual(refused('calendar-date')));
});

describe('an instant', () => {
  const moment = reading(instant());

  it.each(['2026-03-01T09:30:00+08:00', '2026-03-01T01:30:00Z', '2026-03-01T23:59:59.123456789-11:30'])(
    'is %s, kept as it was said',
    (value) => expect(moment(value)).toEqual({ kept: value }),
  );
  it.each([
    '2026-03-01T09:30:00',
    '2026-03-01 09:30:00Z',
    '2026-03-01T24:00:00Z',
    '2026-03-01T09:60:00Z',
    '2026-03-01T09:30:60Z',
    '2026-02-30T09:30:00Z',
    '2026-03-01T09:30:00+24:00',
    '2026-03-01',
    1_772_000_000,
  ])('is not %j', (value) => expect(moment(value)).toEqual(refused('instant')));
});

describe('codes', () => {
  it.each([
    [regionCode(), '410800'],
    [regionCode(), '820000'],
    [identifier(), 'jiaozuo-court'],
    [identifier(), 'a1'],
    [uuid(), '0199b2f0-7c1e-7d6a-9a53-3f6f5a1c2e4d'],
    [oneOf(['法律', '行政法规']), '法律'],
    [link(), 'https://flk.npc.gov.cn/detail?id=民法典'],
    [whole({ min: -1, max: 5 }), -1],
    [flag(), false],
  ])('%# keep %j', (rule, value) => expect(reading(rule)(value)).toEqual({ kept: value }));

  it.each([
    [regionCode(), '100000', 'region-code'],
    [regionCode(), '41080', 'region-code'],
    [regionCode(), 410800, 'region-code'],
    [regionCode(), '４１０８００', 'region-code'],
    [identifier(), 'a', 'identifier'],
    [identifier(), 'a-', 'identifier'],
    [identifier(), 'Court', 'identifier'],
    [identifier(), 'a'.repeat(65), 'identifier'],
    [identifier(), '../etc', 'identifier'],
    [identifier(), 'a\nb', 'identifier'],
    [identifier(), 'ab\n', 'identifier'],
    [uuid(), '0199B2F0-7C1E-7D6A-9A53-3F6F5A1C2E4D', 'uuid'],
    [oneOf(['法律']), 'toString', 'one-of'],
    [link(), 'javascript:alert(1)', 'link'],
    [link(), 'https://user:secret@example.org/', 'link'],
    [link(), 'https://exa mple.org/', 'link'],
    [link(), 'example.org', 'link'],
    [link(), `https://example.org/${'a'.repeat(2_048)}`, 'link'],
    [whole(), '5', 'whole'],
    [whole(), 1.5, 'whole'],
    [whole(), -1, 'whole'],
    [whole(), 2 ** 53, 'whole'],
    [whole(), Number.NaN, 'whole'],
    [flag(), 'true', 'flag'],
    [flag(), 1, 'flag'],
  ])('%# refuse %j', (rule, value, name) => expect(reading(rule)(value)).toEqual(refused(name)));
});

describe('lists', () => {
  const names = reading(list(text({ max: 3 }), { min: 1, max: 2, unique: true }));

  it('keep what each item keeps', () => expect(names([' 甲 ', '乙'])).toEqual({ kept: ['甲', '乙'] }));
  it('name the item at fault', () => expect(names(['甲', 7])).toEqual({ refused: ['it[1] text'] }));
  it.each([
    [[], 'list.size'],
    [['甲', '乙', '丙'], 'list.size'],
    [['甲', '甲 '], 'list.unique'],
    ['甲', 'list'],
    [{ length: 1, 0: '甲' }, 'list'],
    [null, 'list'],
  ])('refuse %j: %s', (value, name) => expect(names(value)).toEqual(refused(name)));

  it('do not look at the items of a list that is too long', () => {
    expect(names(Array.from({ length: 100_000 }, () => 7))).toEqual(refused('list.size'));
  });
});

describe('what comes as text', () => {
  it.each([
    [whole({ max: 100 }), '42', 42],
    [flag(), 'true', true],
    [flag(), '0', false],
    [list(text({ max: 3 }), { max: 3 }), '甲, 乙', ['甲', '乙']],
    [list(text({ max: 3 }), { max: 3 }), ['甲', '乙'], ['甲', '乙']],
  ])('%# is understood: %j', (rule: Rule, value, kept) => expect(reading(rule, 'text')(value)).toEqual({ kept }));

  it.each([
    [whole(), '0x10', 'whole'],
    [whole(), '1e3', 'whole'],
    [whole(), '', 'whole'],
    [whole(), ['1', '2'], 'whole'],
    [flag(), 'yes', 'flag'],
    [flag(), '__proto__', 'flag'],
  ])('%# is refused: %j', (rule: Rule, value, name) => expect(reading(rule, 'text')(value)).toEqual(refused(name)));
});
