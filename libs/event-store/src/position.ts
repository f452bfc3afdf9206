import type { Position } from '@eventstore/db-client';

/** A position in the whole log as text, `commit/prepare`. Only comparable within one log. */
export const positionText = ({ commit, prepare }: Position): string => `${commit}/${prepare}`;

/** Errors: RangeError when the text is no position. */
export function positionOf(text: string): Position {
  const [, commit, prepare] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  if (commit === undefined || prepare === undefined) throw new RangeError(`'${text}' is no position of a log.`);

  return { commit: BigInt(commit), prepare: BigInt(prepare) };
}

/** As `positionText` writes it. */
const PLAIN = /^(?:0|[1-9]\d*)\/(?:0|[1-9]\d*)$/;

/**
 * Whether one position of a log lies behind another. Asked several times for each event: the digits are compared as they
 * stand. Errors: RangeError when one is no position.
 */
export function isAfter(one: string, other: string): boolean {
  if (!PLAIN.test(one) || !PLAIN.test(other)) {
    const [a, b] = [positionOf(one), positionOf(other)];
    return a.commit > b.commit || (a.commit === b.commit && a.prepare > b.prepare);
  }
  const [a, b] = [one.indexOf('/'), other.indexOf('/')];
  const byCommit = a - b || compared(one.slice(0, a), other.slice(0, b));
  return (byCommit || one.length - other.length || compared(one, other)) > 0;
}

const compared = (one: string, other: string): number => (one === other ? 0 : one > other ? 1 : -1);
