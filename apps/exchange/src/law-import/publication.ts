import { createHash } from 'node:crypto';
import type { LegalBasis } from '@fuyuan/domain';
import type { NormRequest } from '../law-notice/norm.request';

/** What every notice of one import has in common. */
export type Circular = Readonly<{ addressees: readonly string[]; legalBasis: readonly LegalBasis[] }>;

/** One request to publish: its body as it is sent, and the key under which it may be repeated. */
export type Publication = Readonly<{ key: string; body: string }>;

/**
 * The same row to the same units on the same basis always gives the same body and the same key, in this version and
 * in later ones: only what is said is written, in the order of the names, so that a field that is added to the
 * request one day changes nothing for rows that do not use it.
 */
export function publicationOf(norm: NormRequest, { addressees, legalBasis }: Circular): Publication {
  const body = JSON.stringify(canonical({ addressees: [...new Set(addressees)].sort(), legalBasis, norm }));
  return { key: createHash('sha256').update(body).digest('hex'), body };
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;

  const said = Object.entries(value).filter(([, part]) => !isUnsaid(part));
  return Object.fromEntries(said.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, part]) => [name, canonical(part)]));
}

const isUnsaid = (part: unknown): boolean =>
  part === null || part === undefined || (Array.isArray(part) && part.length === 0);
