import type { LegalBasis } from '@fuyuan/domain';
import { type Fault, validated, ValidationFailed } from '@fuyuan/platform';
import { PublishLawNoticeRequest } from '../law-notice/law-notice.requests';
import type { Circular } from './publication';

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

/** `优化营商环境条例:第六十三条`: the norm, and after the last colon the article where one is meant. */
export function legalBasisOf(text: string): LegalBasis {
  const [, norm, article] = /^(.*)[:：]([^:：]*)$/s.exec(text) ?? [];
  if (norm === undefined || !article?.trim()) return { norm: (norm ?? text).trim(), article: null };
  return { norm: norm.trim(), article: article.trim() };
}

/** The units named by `--to`, divided by commas, each once. */
export const unitsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,，]/)
      .map((unit) => unit.trim())
      .filter((unit) => unit !== ''),
  ),
];

const ANY_NORM = { title: '·', level: 'law', change: 'promulgated', promulgatedOn: '2000-01-01' };
const REQUIRED = { zh: '必须给出。', en: 'Is required.' };

/**
 * Checks what all notices of the import share as the exchange will check it, before any row is read.
 *
 * @throws OptionWrong naming the option.
 */
export function circularOf(addressees: readonly string[], legalBasis: readonly LegalBasis[]): Circular {
  if (addressees.length === 0) throw new OptionWrong('--to', REQUIRED);
  if (legalBasis.length === 0) throw new OptionWrong('--legal-basis', REQUIRED);
  try {
    validated(PublishLawNoticeRequest, { norm: ANY_NORM, addressees, legalBasis });
    return { addressees, legalBasis };
  } catch (error) {
    const [fault] = error instanceof ValidationFailed ? error.faults : [];
    throw fault ? wrong(fault, addressees) : error;
  }
}

function wrong({ field, zh, en }: Fault, addressees: readonly string[]): OptionWrong {
  const [, place] = /^addressees\[(\d+)\]/.exec(field) ?? [];
  if (place === undefined)
    return new OptionWrong(field.startsWith('addressees') ? '--to' : '--legal-basis', { zh, en });

  const unit = addressees[Number(place)];
  return new OptionWrong('--to', { zh: `「${unit}」${zh}`, en: `'${unit}' ${en}` });
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
