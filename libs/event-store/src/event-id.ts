import { hash } from 'node:crypto';
import type { RequestIdentity } from '@fuyuan/application';

const VERSION = '5';
const VARIANTS = '89ab';
const NAMESPACE_BYTES = 16;

/**
 * The id of the n-th event of a request: the UUIDv5 (RFC 9562) of its place in the namespace of the request. The store
 * takes a repeated append with the same ids for the same append, so the fingerprint is part of them: another body under
 * the same key must never pass for a repetition.
 *
 * Written out because every append pays for it: a third of the time that the general function takes.
 */
export function eventId({ id, fingerprint }: RequestIdentity, index: number): string {
  const name = `${fingerprint}/${index}`;
  const seed = Buffer.allocUnsafe(NAMESPACE_BYTES + name.length);
  seed.write(id.replaceAll('-', ''), 'hex');
  seed.write(name, NAMESPACE_BYTES, 'latin1');
  const sha1 = hash('sha1', seed);
  const variant = VARIANTS.charAt(Number.parseInt(sha1.charAt(16), 16) & 3);
  const third = VERSION + sha1.slice(13, 16);
  return `${sha1.slice(0, 8)}-${sha1.slice(8, 12)}-${third}-${variant}${sha1.slice(17, 20)}-${sha1.slice(20, 32)}`;
}
