import fc from 'fast-check';
import type { Chance } from '../operations/chance';

/** Marks that no one sees, or that turn a text around. */
const MARKS = [
  '\0',
  '\u0007',
  '\n',
  '\r\n',
  '\u0085',
  '\u200b',
  '\u200d',
  '\u202e',
  '\u2066',
  '\u2028',
  '\ufeff',
  '\ud842',
];

/** Texts that have broken programs before. */
const TEXTS = [
  ...MARKS.map((mark) => `磐石市${mark}人民法院`),
  '',
  ' ',
  '\u3000',
  'e\u0301',
  'ＡＢＣ１２３',
  '\ue000',
  '\ufffe',
  '\u{e0041}',
  '👨‍👩‍👧',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  "' OR 1=1; --",
  '<script>alert(1)</script>',
  '${7*7}{{7*7}}%s%n',
  '\r\nSet-Cookie: a=b',
  '‮',
];

/** Good words in many scripts, so that these are seen to pass. */
export const WORDS = [
  '磐石市人民法院',
  '移送材料不全，请补充',
  '𠮷野家𰻞𰻞面',
  'ئۇيغۇر',
  'བོད་ཡིག',
  'ᠮᠣᠩᠭᠣᠯ',
  'Việt Nam',
  'Ελληνικά',
  'हिन्दी',
  '한국어',
  'Привет',
  'שלום',
  '（２０２６）吉0284执12号',
  '第一条\u3000总则',
];

/** Parts of a path that no record has as its id. */
export const ODD_SEGMENTS = [
  '..%2f..%2fetc%2fpasswd',
  '%00',
  'a%00b',
  'a%0d%0aSet-Cookie:%20x=y',
  '%zz',
  '%c0%af',
  '%ed%a0%80',
  '%2e%2e',
  '__proto__',
  'constructor',
  'toString',
  'A-B',
  `${'a'.repeat(300)}`,
  '%E2%80%AE',
  'a;b=c',
  'a%3Fb',
  'a%23b',
  '*',
];

/** Odd texts and values of every type, made once for a seed. */
export type Odd = Readonly<{ text(chance: Chance): string; value(chance: Chance): unknown }>;

export function oddOf(seed: number): Odd {
  const drawn = { seed, numRuns: 400 };
  const texts = [...TEXTS, ...fc.sample(fc.string({ unit: 'binary', maxLength: 40 }), drawn)];
  const values = fc.sample(fc.jsonValue({ maxDepth: 3 }), drawn) as unknown[];
  return {
    text: (chance) => pick(chance, texts) ?? '',
    value: (chance) => pick(chance, values),
  };
}

/** One of a list; none of an empty one. */
export const pick = <T>(chance: Chance, list: readonly T[]): T | undefined =>
  list.length === 0 ? undefined : list[chance.between(0, list.length - 1)];

/** Whether something happens that happens so often in a hundred times. */
export const happens = (chance: Chance, percent: number): boolean => chance.between(1, 100) <= percent;
