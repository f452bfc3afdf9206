import { hash } from 'node:crypto';
import type { RequestIdentity } from '@fuyuan/application';

/** Fixed for ever: request ids and the ids of law notices are derived from it. */
const NAMESPACE = Buffer.from('1b0a3c625d1f4a679f0e6f2c8f7d9b41', 'hex');

/** What a request is known by: who asks, on which record, under which key, and what it says. */
export type Asked = Readonly<{ account: string; record: string; key: string; act: string; body: unknown }>;

/**
 * The id comes from account, record and key; the fingerprint (SHA-256, hex) from the act and the body as it was
 * sent, so that a later version of this program, which may read more into a body, still knows the request.
 */
export const requestIdentityOf = ({ account, record, key, act, body }: Asked): RequestIdentity => ({
  id: uuidV5(`${account}\n${record}\n${key}`),
  fingerprint: hash('sha256', `${act}\n${JSON.stringify(body)}`),
});

/** The id of a new law notice: the same account with the same key finds the same record, also after a restart. */
export const newLawNoticeId = (account: string, key: string): string => uuidV5(`${account}\nlaw-notices\n${key}`);

/** The id of a new referral, found again in the same way. */
export const newReferralId = (account: string, key: string): string => uuidV5(`${account}\nreferrals\n${key}`);

/** UUIDv5 (RFC 9562) in our namespace, written out because every act pays for it. */
function uuidV5(name: string): string {
  const seed = Buffer.allocUnsafe(NAMESPACE.length + Buffer.byteLength(name));
  NAMESPACE.copy(seed);
  seed.write(name, NAMESPACE.length);
  const sha1 = hash('sha1', seed);
  const variant = ((Number.parseInt(sha1.charAt(16), 16) & 3) | 8).toString(16);
  const [third, fourth] = [`5${sha1.slice(13, 16)}`, `${variant}${sha1.slice(17, 20)}`];
  const pieces = `${sha1.slice(0, 8)}-${sha1.slice(8, 12)}-${third}-${fourth}-${sha1.slice(20, 32)}`;
  // It is remembered for as long as its record is kept, and V8 keeps the pieces of a text until it has to copy it.
  return pieces.toLowerCase();
}
