import type { ExpectedRevision } from './events';

/** What the decision below needs to know of a stream. */
export interface StreamState {
  /** The newest revision, -1 when nothing was ever written. */
  readonly last: number;
  readonly tombstoned: boolean;
  readonly softDeleted: boolean;
  /** Metadata was written for it: that counts as existing, as long as it is not deleted. */
  readonly hasMetadata: boolean;
  /** The revision a stream that was deleted and made again began with; 0 for any other. */
  readonly first: number;
}

/** Finds events by id: `revisionOf` among recent ones (best effort), `isAt` exactly. */
export interface KnownIds {
  revisionOf(id: Buffer): number | undefined;
  isAt(revision: number, id: Buffer): boolean;
}

export type Verdict =
  | { readonly verdict: 'append' }
  | { readonly verdict: 'repeated'; readonly lastRevision: number }
  | { readonly verdict: 'wrong-expected-version' }
  | { readonly verdict: 'deleted' };

const APPEND: Verdict = { verdict: 'append' };
const WRONG: Verdict = { verdict: 'wrong-expected-version' };

/**
 * EventStoreDB's rule: an append whose ids all stand where it wants to put them is a repetition and succeeds again;
 * one of which only the first part stands there is refused; otherwise the expectation decides.
 */
export function judge(
  state: StreamState,
  expected: ExpectedRevision,
  ids: readonly Buffer[],
  known: KnownIds,
): Verdict {
  if (state.tombstoned) return { verdict: 'deleted' };
  switch (expected) {
    case 'any':
      return repetitionAnywhere(ids, known) ?? APPEND;
    case 'stream_exists':
      return exists(state) ? (repetitionAnywhere(ids, known) ?? APPEND) : WRONG;
    case 'no_stream':
      return hasEvents(state) ? repetitionAt(state.first, state, ids, known) : APPEND;
    default:
      return expected === state.last ? APPEND : repetitionAt(expected + 1, state, ids, known);
  }
}

const hasEvents = ({ last, softDeleted }: StreamState): boolean => last >= 0 && !softDeleted;

const exists = (state: StreamState): boolean => !state.softDeleted && (state.last >= 0 || state.hasMetadata);

function repetitionAnywhere(ids: readonly Buffer[], known: KnownIds): Verdict | undefined {
  let lastRevision: number | undefined;
  for (const id of ids) {
    const revision = known.revisionOf(id);
    if (revision === undefined) return lastRevision === undefined ? undefined : WRONG;
    lastRevision = revision;
  }
  return lastRevision === undefined ? undefined : { verdict: 'repeated', lastRevision };
}

function repetitionAt(from: number, state: StreamState, ids: readonly Buffer[], known: KnownIds): Verdict {
  if (ids.length === 0 || from + ids.length - 1 > state.last) return WRONG;
  const repeated = ids.every((id, index) => known.isAt(from + index, id));
  return repeated ? { verdict: 'repeated', lastRevision: from + ids.length - 1 } : WRONG;
}
