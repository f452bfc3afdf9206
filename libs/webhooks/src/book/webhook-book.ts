import { randomUUID } from 'node:crypto';
import type { ReadDatabase } from '@fuyuan/read-model';
import { openFeedOf, placeInFeed, type FeedStanding } from '@fuyuan/unit-feeds';
import { openLane } from '../delivering/lanes';
import type { KeySafe } from '../signing/key-safe';
import { addKey, keyRowsOf } from '../signing/keys-of';
import { sharedSecretOf, type Signing, type WebhookKey } from '../signing/webhook-key';
import { engineIn, webhooksIn, type WebhookRow, type WebhookState } from '../webhook-tables';
import { NotDone, type By, type NewWebhook } from './asked';
import { actOn, writeAct } from './written-act';

/** So many webhooks a unit has at most. */
export const MOST_WEBHOOKS = 10;

/** A secret in the clear, once: nothing shows it again. Null where the key is Ed25519, of which nobody else needs it. */
export type SecretShown = Readonly<{ secret: string | null }>;

/** What units do to their webhooks. Each is written down with who and why. */
export class WebhookBook {
  constructor(
    private readonly database: ReadDatabase,
    private readonly safe: KeySafe,
    private readonly now: () => Date,
  ) {}

  /** The feed of a unit that subscribes. Errors: NotDone `webhook-no-subscription`. */
  async subscriptionOf(unitId: string): Promise<FeedStanding> {
    const feed = await openFeedOf(this.database.db, unitId);
    if (!feed?.isOpen) throw new NotDone('webhook-no-subscription', { unitId });
    return feed;
  }

  /** Errors: NotDone `webhook-no-subscription`, `webhook-url-known`, `webhook-too-many`. */
  async register({ unitId, ...by }: By, asked: NewWebhook): Promise<WebhookRow & SecretShown> {
    const feed = await this.subscriptionOf(unitId);
    const { db } = this.database;
    const now = this.now();
    const { url, description, signing, from } = asked;
    const at = now.toISOString();
    const row: WebhookRow = {
      ...{ id: randomUUID(), unit_id: unitId, url, description, state: 'active', since: at, created_at: at },
      ...{ feed: feed.feed, subscription: feed.subscription, read_to: from === 'now' ? feed.last : 0 },
      ...{ created_by: by.account, last_success_at: null, last_failure_at: null, last_fault: null },
      ...{ not_before: null, holder: null, held_until: null },
    };
    await this.refuseAnother(row);
    return webhooksIn(db)
      .transaction()
      .execute(async (on) => {
        await on.insertInto('webhooks').values(row).execute();
        const key = await addKey(on, this.safe, { webhookId: row.id, nth: 1, signing, now });
        const place = { signing, from, url: withoutQuery(url), readTo: row.read_to };
        await writeAct(on, row.id, { ...by, unitId, kind: 'register', now }, place);
        return { ...row, ...shown(key) };
      })
      .catch(async (error: unknown) => {
        // Another request registered the same at the same time.
        await this.refuseAnother(row);
        throw error;
      });
  }

  /** Errors: NotDone `webhook-unknown`, `webhook-ended`, `webhook-not-in-that-state`. */
  pause(by: By, id: string): Promise<WebhookRow> {
    return this.turn(by, id, { kind: 'pause', to: 'paused', from: ['active', 'suspended'] });
  }

  /** What waits is tried at once, on a new schedule. Errors: as `pause`. */
  resume(by: By, id: string): Promise<WebhookRow> {
    return this.turn(by, id, { kind: 'resume', to: 'active', from: ['paused', 'suspended'] });
  }

  /**
   * A new key signs from now on; those before it sign beside it for so long, in milliseconds.
   * Errors: NotDone `webhook-unknown`, `webhook-ended`.
   */
  rotate(by: By, id: string, keepMs: number): Promise<SecretShown & Readonly<{ signing: Signing }>> {
    const now = this.now();
    return actOn(this.database, id, { ...by, kind: 'rotate-secret', now }, async (on, row) => {
      refuseEnded(row);
      const keys = await keyRowsOf(on, id, now);
      const newest = await on
        .selectFrom('webhook_keys')
        .select(['nth', 'signing'])
        .where('webhook_id', '=', id)
        .orderBy('nth', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow();
      const until = new Date(now.getTime() + keepMs).toISOString();
      for (const key of keys) {
        // One that ends sooner anyway still ends then.
        const ends = key.until !== null && key.until < until ? key.until : until;
        const old = on.updateTable('webhook_keys').set({ until: ends }).where('webhook_id', '=', id);
        await old.where('nth', '=', key.nth).execute();
      }
      const past = on.deleteFrom('webhook_keys').where('webhook_id', '=', id);
      await past.where('until', '<=', now.toISOString()).execute();
      const key = await addKey(on, this.safe, { webhookId: id, nth: newest.nth + 1, signing: newest.signing, now });
      return { result: { ...shown(key), signing: newest.signing }, detail: { oldSignsUntil: until } };
    });
  }

  /** Says that it was tried, and by whom; what came of it is the caller's to tell. */
  async tested(by: By, id: string, came: object): Promise<void> {
    await actOn(this.database, id, { ...by, kind: 'test', now: this.now() }, async () => ({
      result: {},
      detail: came,
    }));
  }

  /** Everything about it is gone, but what was done to it. Errors: NotDone `webhook-unknown`. */
  async delete(by: By, id: string): Promise<void> {
    await actOn(this.database, id, { ...by, kind: 'delete', now: this.now() }, async (on, row) => {
      for (const table of ['webhook_keys', 'webhook_lanes', 'webhook_letters'] as const) {
        await on.deleteFrom(table).where('webhook_id', '=', id).execute();
      }
      await on.deleteFrom('webhooks').where('id', '=', id).execute();
      return { result: {}, detail: { url: withoutQuery(row.url), readTo: row.read_to, feed: row.feed } };
    });
  }

  /**
   * Tells everything after a message again, under the same ids, of the feed that it is told now. `after`: the id of the
   * last message that the receiver still has, `beginning` for all.
   * Errors: NotDone `webhook-unknown`, `webhook-ended`, `webhook-message-unknown`.
   */
  replay(by: By, id: string, after: string): Promise<WebhookRow> {
    return actOn(this.database, id, { ...by, kind: 'replay', now: this.now() }, async (on, row) => {
      refuseEnded(row);
      const place = after === 'beginning' ? 0 : await placeInFeed(engineIn(on), row.feed, after);
      if (place === undefined || place > row.read_to) throw new NotDone('webhook-message-unknown', { after });
      await on.updateTable('webhooks').set({ read_to: place }).where('id', '=', id).execute();
      const detail = { after, messages: row.read_to - place };
      return { result: { ...row, read_to: place }, detail };
    });
  }

  private turn(
    by: By,
    id: string,
    { kind, to, from }: Readonly<{ kind: 'pause' | 'resume'; to: WebhookState; from: readonly WebhookState[] }>,
  ): Promise<WebhookRow> {
    const now = this.now();
    return actOn(this.database, id, { ...by, kind, now }, async (on, row) => {
      refuseEnded(row);
      if (!from.includes(row.state)) throw new NotDone('webhook-not-in-that-state', { state: row.state });
      const what = { state: to, since: now.toISOString(), not_before: null };
      await on.updateTable('webhooks').set(what).where('id', '=', id).execute();
      if (to === 'active') await openLane(on, { webhookId: id, status: 'retrying' }, now);
      return { result: { ...row, ...what }, detail: { was: row.state } };
    });
  }

  private async refuseAnother({ unit_id: unitId, url, id }: WebhookRow): Promise<void> {
    const mine = await webhooksIn(this.database.db)
      .selectFrom('webhooks')
      .select(['id', 'url'])
      .where('unit_id', '=', unitId)
      .where('id', '!=', id)
      .execute();
    const same = mine.find((other) => other.url === url);
    if (same) throw new NotDone('webhook-url-known', { id: same.id });
    if (mine.length >= MOST_WEBHOOKS) throw new NotDone('webhook-too-many', { most: MOST_WEBHOOKS });
  }
}

function refuseEnded({ id, state }: WebhookRow): void {
  if (state === 'ended') throw new NotDone('webhook-ended', { id });
}

const shown = (key: WebhookKey): SecretShown => ({ secret: key.signing === 'hmac' ? sharedSecretOf(key) : null });

/** What stands after the question mark may be the receiver's secret. */
const withoutQuery = (url: string): string => url.split('?', 1)[0] ?? '';
