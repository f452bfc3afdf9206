import { sql } from 'kysely';
import type { ReadDatabase } from '@fuyuan/read-model';
import { FeedsKnown } from '../delivering/feeds-known';
import { keyRowsOf } from '../signing/keys-of';
import { webhooksIn, type ActRow, type KeyRow, type LaneRow, type WebhookRow } from '../webhook-tables';

/** A webhook with what waits for it. */
export type WebhookStanding = WebhookRow &
  Readonly<{
    /** Messages of the feed that it was not told yet. */
    behind: number;
    /** Messages that are tried again, or wait behind such a one. */
    retrying: number;
    /** Messages that wait until somebody decides. */
    dead: number;
    /** When the next of those that are tried again is; UTC. */
    nextAt: string | null;
    /** Without their secrets. */
    keys: readonly Omit<KeyRow, 'sealed'>[];
  }>;

type Waiting = Readonly<{ webhook_id: string; status: LaneRow['status']; letters: number; next_at: string }>;

/** The webhooks of a unit, the oldest first; or the one that is named. */
export async function webhooksOf(
  database: ReadDatabase,
  { unitId, id, now }: Readonly<{ unitId: string; id?: string; now: Date }>,
): Promise<readonly WebhookStanding[]> {
  const db = webhooksIn(database.db);
  let asked = db.selectFrom('webhooks').selectAll().where('unit_id', '=', unitId);
  if (id !== undefined) asked = asked.where('id', '=', id);
  const rows = await asked.orderBy('created_at').orderBy('id').execute();
  const feeds = new FeedsKnown(database);
  if (rows.length > 0) await feeds.look();
  return Promise.all(
    rows.map(async (row) => {
      const waiting = await waitingOf(database, row.id);
      const of = (status: LaneRow['status']) => waiting.find((one) => one.status === status);
      const keys = (await keyRowsOf(db, row.id, now)).map(({ sealed: _, ...key }) => key);
      const counts = {
        behind: feeds.behind(row),
        retrying: of('retrying')?.letters ?? 0,
        dead: of('dead')?.letters ?? 0,
      };
      return { ...row, ...counts, nextAt: of('retrying')?.next_at ?? null, keys };
    }),
  );
}

async function waitingOf({ db }: ReadDatabase, webhookId: string): Promise<readonly Waiting[]> {
  const { rows } = await sql<Waiting>`select lane.status, count(*) as letters, min(lane.next_at) as next_at
    from webhook_lanes lane join webhook_letters letter
      on letter.webhook_id = lane.webhook_id and letter.record_id = lane.record_id
    where lane.webhook_id = ${webhookId} group by lane.status`.execute(db);
  return rows;
}

/** What was done to the webhooks of a unit, the newest first, also to those that are gone. */
export function actsOf({ db }: ReadDatabase, { unitId, webhookId, after, limit }: ActsAsked): Promise<ActRow[]> {
  let asked = webhooksIn(db).selectFrom('webhook_acts').selectAll().where('unit_id', '=', unitId);
  if (webhookId !== undefined) asked = asked.where('webhook_id', '=', webhookId);
  if (after) {
    asked = asked.where((row) =>
      row.or([row('at', '<', after.at), row.and([row('at', '=', after.at), row('id', '<', after.id)])]),
    );
  }
  return asked.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

export type ActsAsked = Readonly<{
  unitId: string;
  webhookId?: string;
  limit: number;
  /** Goes on after this one: `at` and `id` of the last of the page before. */
  after?: Readonly<{ at: string; id: string }>;
}>;

/** Of a whole read side, for whoever operates it. */
export type WebhookTotals = Readonly<{ active: number; suspended: number; retrying: number; dead: number }>;

export async function webhookTotals({ db }: ReadDatabase): Promise<WebhookTotals> {
  const { rows } = await sql<WebhookTotals>`select
    (select count(*) from webhooks where state = 'active') as active,
    (select count(*) from webhooks where state = 'suspended') as suspended,
    (select count(*) from webhook_letters letter where exists (select 1 from webhook_lanes lane
      where lane.webhook_id = letter.webhook_id and lane.record_id = letter.record_id and lane.status = 'retrying'))
      as retrying,
    (select count(*) from webhook_letters letter where exists (select 1 from webhook_lanes lane
      where lane.webhook_id = letter.webhook_id and lane.record_id = letter.record_id and lane.status = 'dead'))
      as dead`.execute(db);
  return rows[0] ?? { active: 0, suspended: 0, retrying: 0, dead: 0 };
}
