import { RuleBroken } from './rule-broken';

/** One provision that an act rests on: the norm's title, and the article where one is meant (`第三十条`). */
export type LegalBasis = Readonly<{ norm: string; article: string | null }>;

/** Every act that crosses from one organ to another names its legal basis. */
export function requireLegalBasis(legalBasis: readonly LegalBasis[]): void {
  if (legalBasis.some(({ norm }) => norm.trim() !== '')) return;

  throw new RuleBroken('act.no-legal-basis', 'An act across organs names its legal basis.');
}
