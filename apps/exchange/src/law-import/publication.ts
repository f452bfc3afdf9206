import type { LegalBasis } from '@fuyuan/domain';
import { repeatable, type Repeatable } from '../import/repeatable';
import type { NormRequest } from '../law-notice/norm.request';

/** What every notice of one import has in common. */
export type Circular = Readonly<{ addressees: readonly string[]; legalBasis: readonly LegalBasis[] }>;

/** One request to publish. */
export type Publication = Repeatable;

/** The same row to the same units on the same basis always gives the same body and the same key. */
export const publicationOf = (norm: NormRequest, { addressees, legalBasis }: Circular): Publication =>
  repeatable({ addressees: [...new Set(addressees)].sort(), legalBasis, norm });
