import type { Sentence } from './fault';

/**
 * Most texts are of signs of which none is refused anywhere: ASCII, Han, CJK punctuation and the full-width forms of GB 2312.
 * They are known at a glance, so that a full text of 200,000 characters costs one look.
 */
const PLAIN = /^[\x20-\x7e\u2010-\u2027\u3000-\u3029\u4e00-\u9fff\uff01-\uff5e]*$/;
const PLAIN_LINES = /^[\t\n\r\x20-\x7e\u2010-\u2027\u3000-\u3029\u4e00-\u9fff\uff01-\uff5e]*$/;

type Forbidden = readonly [signs: RegExp, sentence: Sentence];

const broken: Forbidden = [
  // Half of a character, the sign that stands for one that was lost, and code points that are no characters.
  /[\p{Surrogate}\ufffd\p{Noncharacter_Code_Point}]/u,
  { rule: 'text.broken-character', zh: '含有残缺的字符。', en: 'Contains half a character, or none at all.' },
];
const CONTROL: Sentence = {
  rule: 'text.control-character',
  zh: '不得含有控制字符。',
  en: 'Must not contain control characters.',
};
/** Embeddings, overrides and isolates: they show a reader another order than is stored (UTS 39; CVE-2021-42574). */
const turning: Forbidden = [
  /[\u202a-\u202e\u2066-\u2069]/u,
  {
    rule: 'text.turning-mark',
    zh: '不得含有改变文字显示顺序的双向控制符。',
    en: 'Must not contain marks that turn the order of the text around.',
  },
];
/**
 * What cannot be seen makes two names that look alike: default ignorable signs (UAX 31, 2.3), blank letters, and
 * the byte order mark. Kept: variation selectors, which choose the form of a Han character, and joiners in their place.
 */
const unseen: Forbidden = [
  /(?![\p{Variation_Selector}\u200c\u200d\u180e])[\p{Default_Ignorable_Code_Point}\u2800]|(?<![\p{L}\p{M}])\u200c|(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d|(?<!\p{Script=Mongolian})\u180e/u,
  {
    rule: 'text.unseen-character',
    zh: '不得含有不可见的字符（如零宽空格、软连字符、方向标记）。',
    en: 'Must not contain characters that cannot be seen (zero-width space, soft hyphen, direction marks).',
  },
];
/** Joiners have meaning in scripts that join (UAX 31, A1 to B): between Han or Latin letters they are only unseen. */
const joiningNothing: Forbidden = [
  /(?<=[\p{Script=Han}\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Nd}\p{P}])[\u200c\u200d]/u,
  unseen[1],
];
const ownUse: Forbidden = [
  /\p{Private_Use}/u,
  {
    rule: 'text.private-character',
    zh: '不得含有自造字（私用区字符），其他单位看到的可能是另一个字；请改用 Unicode 正式编码的字。',
    en: 'Must not contain private-use characters: others may see another sign. Use the one that Unicode encodes.',
  },
];
const NOT_COMPOSED: Sentence = {
  rule: 'text.not-composed',
  zh: '须采用 Unicode 规范组合形式（NFC），否则同一文字有两种编码，检索不到。',
  en: 'Must be in Unicode Normalization Form C: the same words in two encodings are not found.',
};

const IN_LINE: readonly Forbidden[] = [
  broken,
  [/[\p{Cc}\u2028\u2029]/u, CONTROL],
  turning,
  unseen,
  joiningNothing,
  ownUse,
];
const IN_LINES: readonly Forbidden[] = [broken, [/[^\P{Cc}\t\n\r]/u, CONTROL], turning, [/\ufeff/u, unseen[1]]];

/** Why this cannot be a name or title, of one line. */
export function faultInLine(value: string): Sentence | undefined {
  if (PLAIN.test(value)) return undefined;
  return faultIn(value, IN_LINE) ?? (value === value.normalize('NFC') ? undefined : NOT_COMPOSED);
}

/** Why this cannot be a text of several lines. */
export const faultInLines = (value: string): Sentence | undefined =>
  PLAIN_LINES.test(value) ? undefined : faultIn(value, IN_LINES);

const faultIn = (value: string, forbidden: readonly Forbidden[]): Sentence | undefined =>
  forbidden.find(([signs]) => signs.test(value))?.[1];
