import type { Kysely } from 'kysely';
import type { KeyRow, WebhookTables } from '../webhook-tables';
import type { KeySafe } from './key-safe';
import { newWebhookKey, publicKeyOf, type Signing, type WebhookKey } from './webhook-key';

type On = Kysely<WebhookTables>;

/** The keys that sign for a webhook now, the newest first. */
export const keyRowsOf = (on: On, webhookId: string, now: Date): Promise<KeyRow[]> =>
  on
    .selectFrom('webhook_keys')
    .selectAll()
    .where('webhook_id', '=', webhookId)
    .where((row) => row.or([row('until', 'is', null), row('until', '>', now.toISOString())]))
    .orderBy('nth', 'desc')
    .execute();

/** Errors: SecretUnreadable. */
export async function keysOf(on: On, safe: KeySafe, webhookId: string, now: Date): Promise<readonly WebhookKey[]> {
  const rows = await keyRowsOf(on, webhookId, now);
  return rows.map(({ signing, sealed }) => ({ signing, secret: safe.open(sealed, webhookId) }));
}

/** Makes the key with which a webhook signs from now on. */
export async function addKey(
  on: On,
  safe: KeySafe,
  { webhookId, nth, signing, now }: Readonly<{ webhookId: string; nth: number; signing: Signing; now: Date }>,
): Promise<WebhookKey> {
  const key = newWebhookKey(signing);
  const of = { webhook_id: webhookId, nth, signing, sealed: safe.seal(key.secret, webhookId) };
  const row: KeyRow = { ...of, public_key: publicKeyOf(key), made_at: now.toISOString(), until: null };
  await on.insertInto('webhook_keys').values(row).execute();
  return key;
}
