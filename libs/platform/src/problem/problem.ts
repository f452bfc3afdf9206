import type { Bilingual } from './bilingual';
import type { Fault } from '../validation/fault';

/** What `Problem` may carry beyond its code. */
export type ProblemParts = Readonly<{
  /** Fill the `{name}` of the catalogue's sentence. */
  values?: Readonly<Record<string, string | number>>;
  /** Says it better than the catalogue's sentence can. */
  detail?: Bilingual;
  /** Each field at fault. */
  errors?: readonly Fault[];
  /** Headers of the answer, e.g. `Retry-After` in seconds. */
  headers?: Readonly<Record<string, string>>;
  /** Further members of the document (RFC 9457, 3.2), e.g. the revision that the record has now. */
  members?: Readonly<Record<string, unknown>>;
  /** What really happened; logged, never sent. */
  cause?: unknown;
}>;

/**
 * A refusal with a stable code of the catalogue. Throw it anywhere under a request; it leaves as
 * `application/problem+json` (RFC 9457) in the reader's language.
 */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly code: string,
    readonly parts: ProblemParts = {},
  ) {
    super(`Problem ${code}`, parts.cause === undefined ? undefined : { cause: parts.cause });
  }
}

/** The document that leaves (RFC 9457). */
export type ProblemDocument = Readonly<{
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: string;
  correlationId: string;
  errors?: readonly Readonly<{ field: string; rule: string; message: string }>[];
  [member: string]: unknown;
}>;
