import { createHmac, sign } from 'node:crypto';
import { privateKeyOf, type WebhookKey } from './webhook-key';

/** What is signed: `id` is the same however often it is sent, `at` is when it is sent this time. */
export type ToBeSigned = Readonly<{ id: string; at: Date; text: string }>;

/**
 * The headers of Standard Webhooks 1.0 (https://www.standardwebhooks.com): one signature for each key, so that a
 * receiver may go over from an old key to a new one whenever it likes.
 */
export function signedHeaders({ id, at, text }: ToBeSigned, keys: readonly WebhookKey[]): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const content = Buffer.from(`${id}.${timestamp}.${text}`);
  const signatures = keys.map((key) =>
    key.signing === 'hmac'
      ? `v1,${createHmac('sha256', key.secret).update(content).digest('base64')}`
      : `v1a,${sign(null, content, privateKeyOf(key)).toString('base64')}`,
  );
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

/** An id as a header may bear it: a full stop in it could be taken for the one that divides what is signed. */
export const webhookIdOf = (eventId: string): string =>
  eventId.replace(/[^\w:/-]/g, (sign) =>
    [...Buffer.from(sign)].map((byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`).join(''),
  );
