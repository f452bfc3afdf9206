import { createHash } from 'node:crypto';
import { v5 as uuidV5 } from 'uuid';
import type { RequestIdentity } from '@fuyuan/application';

/** Fixed for ever: request ids and the ids of law notices are derived from it. */
const NAMESPACE = '1b0a3c62-5d1f-4a67-9f0e-6f2c8f7d9b41';

/** What a request is known by: who asks, on which record, under which key, and what it says. */
export type Asked = Readonly<{ account: string; record: string; key: string; act: string; body: unknown }>;

/**
 * The id comes from account, record and key; the fingerprint (SHA-256, hex) from the act and the body as it was
 * sent, so that a later version of this program, which may read more into a body, still knows the request.
 */
export const requestIdentityOf = ({ account, record, key, act, body }: Asked): RequestIdentity => ({
  id: uuidV5(`${account}\n${record}\n${key}`, NAMESPACE),
  fingerprint: createHash('sha256')
    .update(`${act}\n${JSON.stringify(body)}`)
    .digest('hex'),
});

/** The id of a new law notice: the same account with the same key finds the same record, also after a restart. */
export const newLawNoticeId = (account: string, key: string): string =>
  uuidV5(`${account}\nlaw-notices\n${key}`, NAMESPACE);

/** The id of a new referral, found again in the same way. */
export const newReferralId = (account: string, key: string): string =>
  uuidV5(`${account}\nreferrals\n${key}`, NAMESPACE);
