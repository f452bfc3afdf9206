import type { Language } from './bilingual';

type Preference = { range: string; weight: number };

/** Ranges beyond this many are noise or an attempt to keep the server busy. */
const MOST_RANGES = 32;

/**
 * The language to answer in, by RFC 9110 (12.5.4) and the basic filtering of RFC 4647: the highest weight wins,
 * among equals the one named first, and Chinese when nothing is asked for or nothing asked for can be given.
 */
export function languageOf(acceptLanguage: string | undefined): Language {
  if (!acceptLanguage) return 'zh';
  const preferences = acceptLanguage.split(',', MOST_RANGES).map(preferenceOf);
  const weights = { zh: weightOf('zh', preferences), en: weightOf('en', preferences) };
  if (weights.zh !== weights.en) return weights.zh > weights.en ? 'zh' : 'en';

  const first = preferences.find(({ range, weight }) => weight > 0 && (covers(range, 'zh') || covers(range, 'en')));
  return first && first.range !== '*' && covers(first.range, 'en') ? 'en' : 'zh';
}

function preferenceOf(text: string): Preference {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  if (quality === undefined) return { range, weight: 1 };

  return { range, weight: /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(quality) ? Number(quality) : 0 };
}

/** A named range speaks before `*`, so that `*, en;q=0` refuses English. */
function weightOf(language: Language, preferences: readonly Preference[]): number {
  const named = preferences.filter(({ range }) => range !== '*' && covers(range, language));
  const considered = named.length > 0 ? named : preferences.filter(({ range }) => range === '*');
  return Math.max(0, ...considered.map(({ weight }) => weight));
}

const covers = (range: string, language: Language): boolean =>
  range === '*' || range === language || range.startsWith(`${language}-`);
