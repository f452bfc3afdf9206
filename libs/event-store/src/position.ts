import type { Position } from '@eventstore/db-client';

/** A position in the whole log as text, `commit/prepare`. Only comparable within one log. */
export const positionText = ({ commit, prepare }: Position): string => `${commit}/${prepare}`;

/** Errors: RangeError when the text is no position. */
export function positionOf(text: string): Position {
  const [, commit, prepare] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  if (commit === undefined || prepare === undefined) throw new RangeError(`'${text}' is no position of a log.`);

  return { commit: BigInt(commit), prepare: BigInt(prepare) };
}
