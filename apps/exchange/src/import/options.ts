import type { LegalBasis } from '@fuyuan/domain';

/** What is wrong with an option, or missing. */
export class OptionWrong extends Error {
  override readonly name = 'OptionWrong';

  constructor(
    readonly option: string,
    readonly words: Readonly<{ zh: string; en: string }>,
  ) {
    super(`${option}: ${words.en}`);
  }
}

export const REQUIRED = { zh: '必须给出。', en: 'Is required.' };

/** `优化营商环境条例:第六十三条`: the norm, and after the last colon the article where one is meant. */
export function legalBasisOf(text: string): LegalBasis {
  const [, norm, article] = /^(.*)[:：]([^:：]*)$/s.exec(text) ?? [];
  if (norm === undefined || !article?.trim()) return { norm: (norm ?? text).trim(), article: null };
  return { norm: norm.trim(), article: article.trim() };
}

/** A whole number within limits. */
export function wholeOption(option: string, text: string, [least, most]: readonly [number, number]): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;

  throw new OptionWrong(option, {
    zh: `须为 ${least} 至 ${most} 的整数。`,
    en: `Must be a whole number from ${least} to ${most}.`,
  });
}

/** The address of the exchange; it may lie under a path of a gateway. */
export function urlOption(text: string): URL {
  const url = URL.canParse(text) ? new URL(text.endsWith('/') ? text : `${text}/`) : undefined;
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (url && isWeb && url.username === '' && url.password === '') return url;

  throw new OptionWrong('--url', {
    zh: '须为 http 或 https 网址，且不含账号和口令。',
    en: 'Must be an http or https URL without account or password in it.',
  });
}
