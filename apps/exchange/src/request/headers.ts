import type { IncomingHttpHeaders } from 'node:http';
import { type Fault, Problem } from '@fuyuan/platform';

const KEY = /^[\x21-\x7e]{1,128}$/;
const REVISION = /^"(0|[1-9]\d{0,15})"$/;

const KEY_FAULT: Fault = {
  field: 'Idempotency-Key',
  rule: 'idempotency-key',
  zh: '须为 1 至 128 个可见 ASCII 字符。',
  en: 'Must be 1 to 128 visible ASCII characters.',
};
const IF_MATCH_FAULT: Fault = {
  field: 'If-Match',
  rule: 'if-match',
  zh: '须为带引号的版本号，例如 "3"。',
  en: 'Must be a quoted revision, such as "3".',
};

/** The key under which the caller may repeat the request. Throws a Problem when it is missing or malformed. */
export function idempotencyKeyOf({ 'idempotency-key': key }: IncomingHttpHeaders): string {
  if (typeof key === 'string' && KEY.test(key)) return key;

  throw new Problem('idempotency-key', { errors: [KEY_FAULT] });
}

/** The revision at which the caller wants to find the record. Throws a Problem when it is malformed. */
export function ifMatchOf({ 'if-match': tag }: IncomingHttpHeaders): number | undefined {
  if (tag === undefined) return undefined;
  const [, revision] = REVISION.exec(tag) ?? [];
  if (revision !== undefined) return Number(revision);

  throw new Problem('if-match', { errors: [IF_MATCH_FAULT] });
}

/** The revision of a record as an entity tag. */
export const etagOf = (revision: number): string => `"${revision}"`;
