import { canonical } from '../canonical';
import type { CalendarDate } from '../moment';
import type { RegionCode } from '../region';
import { RuleBroken } from '../rule-broken';

/** 法律, 行政法规, 司法解释, 部门规章, 地方性法规, 地方政府规章, 规范性文件. */
export const NORM_LEVELS = [
  'law',
  'administrative-regulation',
  'judicial-interpretation',
  'departmental-rule',
  'local-regulation',
  'local-government-rule',
  'normative-document',
] as const;
export type NormLevel = (typeof NORM_LEVELS)[number];

/**
 * What happened to the norm. 公布 promulgated, 修订 revised (the whole text anew, with its own effective date),
 * 修正 amended (parts of the text; the norm keeps the effective date it had), 废止 repealed.
 */
export const NORM_CHANGES = ['promulgated', 'revised', 'amended', 'repealed'] as const;
export type NormChange = (typeof NORM_CHANGES)[number];

export type NormReference = Readonly<{ title: string; documentNumber: string | null }>;

/** A norm as the notice tells of it. `null` where the publisher did not say. */
export type Norm = Readonly<{
  title: string;
  documentNumber: string | null;
  issuingAuthority: string | null;
  level: NormLevel;
  /** Where it applies; `null` is the whole country. */
  regionCode: RegionCode | null;
  change: NormChange;
  /** The day on which this version of the norm was promulgated. */
  promulgatedOn: CalendarDate;
  effectiveOn: CalendarDate | null;
  amends: readonly NormReference[];
  repeals: readonly NormReference[];
  fieldsOfWork: readonly string[];
  link: string | null;
  text: string | null;
  /** 沿革: the acts of its making, as published. */
  history: string | null;
}>;

/** Only an amended (修正) norm may have been in force before the version that is told of was promulgated. */
export function requireSoundNorm({ change, promulgatedOn, effectiveOn, title, repeals }: Norm): void {
  if (effectiveOn !== null && effectiveOn < promulgatedOn && change !== 'amended') {
    throw new RuleBroken(
      'norm.effective-before-promulgated',
      `${title} is said to be effective on ${effectiveOn}, before it was promulgated on ${promulgatedOn}.`,
      { title, promulgatedOn, effectiveOn },
    );
  }
  if (
    change !== 'repealed' &&
    repeals.some((repealed) => repealed.title === title && repealed.documentNumber === null)
  ) {
    throw new RuleBroken('norm.repeals-itself', `${title} is said to repeal itself.`, { title });
  }
}

/** Two norms are the same when every field says the same, whatever the order in which the fields were given. */
export const isSameNorm = (one: Norm, other: Norm): boolean => canonical(one) === canonical(other);
