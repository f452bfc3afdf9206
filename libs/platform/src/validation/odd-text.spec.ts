import type { Fault } from './fault';
import { text } from './text';

function faultOf(value: string, multiline: boolean): string | undefined {
  const faults: Fault[] = [];
  const kept = text({ max: 100, multiline }).read(value, { field: 'name', source: 'json', faults });
  if (faults.length === 0) expect(kept).toBe(value);
  for (const { field, zh, en } of faults)
    expect([field, /\p{Script=Han}/u.test(zh), en.length > 10]).toEqual(['name', true, true]);
  return faults[0]?.rule;
}

const inName = (value: string) => faultOf(value, false);
const inLines = (value: string) => faultOf(value, true);

describe('words in every script', () => {
  it.each([
    ['Chinese, with full-width forms', '磐石市（２０２６）吉０２８４执１２号：“府院通”《条例》〔2026〕3号·—…'],
    ['characters beyond the first plane', '𠮷野 𰻞𰻞'],
    ['a variant of a Han character', '葛\u{e0100}城'],
    ['Tibetan', 'བོད་ཡིག'],
    ['Uyghur', 'ئۇيغۇرچە'],
    ['Mongolian with its vowel separator', 'ᠮᠣᠩᠭᠣᠯ\u180eᠠ ᠰᠢᠨ\u180bᠡ'],
    ['Korean', '연변조선족자치주'],
    ['Persian with a joiner that means something', 'نامه\u200cای'],
    ['Hindi with both joiners', 'क्\u200dष क्\u200cष'],
    ['Latin with marks', 'Việt Nam, Jürgen'],
    ['Russian, Greek, Hebrew', 'Привет Ελληνικά שלום'],
    ['an emoji of several', '👨\u200d👩\u200d👧 ❤\ufe0f\u200d🔥'],
    ['what looks like code', "__proto__ constructor ' OR 1=1; -- <script> ${x} %00 ../"],
  ])('%s is kept as it was given', (_, value) => {
    expect(inName(value)).toBeUndefined();
    expect(inLines(value)).toBeUndefined();
  });
});

describe('signs that are refused', () => {
  const between = (sign: string) => `磐石${sign}法院`;

  it.each([
    ['a null', '\0', 'text.control-character', 'text.control-character'],
    ['an escape', '\u001b[2J', 'text.control-character', 'text.control-character'],
    ['a next-line', '\u0085', 'text.control-character', 'text.control-character'],
    ['a line break', '\r\n', 'text.control-character', undefined],
    ['a tab', '\t', 'text.control-character', undefined],
    ['a line separator', '\u2028', 'text.control-character', undefined],
    ['a paragraph separator', '\u2029', 'text.control-character', undefined],
    ['half a character', '\ud842', 'text.broken-character', 'text.broken-character'],
    ['the other half', '\udfb7', 'text.broken-character', 'text.broken-character'],
    ['a character that was lost', '\ufffd', 'text.broken-character', 'text.broken-character'],
    ['a noncharacter', '\ufdd0', 'text.broken-character', 'text.broken-character'],
    ['the last noncharacter', '\u{10ffff}', 'text.broken-character', 'text.broken-character'],
    ...['\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069'].map(
      (mark) => [`U+${mark.charCodeAt(0).toString(16)}`, mark, 'text.turning-mark', 'text.turning-mark'] as const,
    ),
    ['a byte order mark', '\ufeff', 'text.unseen-character', 'text.unseen-character'],
    ['a zero-width space', '\u200b', 'text.unseen-character', undefined],
    ['a joiner between Han', '\u200d', 'text.unseen-character', undefined],
    ['a non-joiner between Han', '\u200c', 'text.unseen-character', undefined],
    ['a word joiner', '\u2060', 'text.unseen-character', undefined],
    ['a soft hyphen', '\u00ad', 'text.unseen-character', undefined],
    ['a left-to-right mark', '\u200e', 'text.unseen-character', undefined],
    ['a right-to-left mark', '\u200f', 'text.unseen-character', undefined],
    ['an Arabic letter mark', '\u061c', 'text.unseen-character', undefined],
    ['a vowel separator that separates nothing', '\u180e', 'text.unseen-character', undefined],
    ['a Hangul filler', '\u3164', 'text.unseen-character', undefined],
    ['a blank of Braille', '\u2800', 'text.unseen-character', undefined],
    ['a tag', '\u{e0041}', 'text.unseen-character', undefined],
    ['a character of one’s own making', '\ue000', 'text.private-character', undefined],
    ['one of a higher plane', '\u{f0000}', 'text.private-character', undefined],
    ['letter and mark apart', 'e\u0301', 'text.not-composed', undefined],
    ['a compatibility form of Han', '\uf92c', 'text.not-composed', undefined],
    ['Hangul in parts', '\u1112\u1161\u11ab', 'text.not-composed', undefined],
  ] as const)('%s', (_, sign, name, lines) => {
    expect([inName(between(sign)), inLines(between(sign))]).toEqual([name, lines]);
  });

  it('are seen wherever they stand', () => {
    expect([inName('\u200b磐石'), inName('磐石\u200b'), inName('\u200d'), inName('a\u200db')]).toEqual(
      Array.from({ length: 4 }, () => 'text.unseen-character'),
    );
  });
});
