import { sql, type Kysely } from 'kysely';
import type { LaneRow, LetterRow, WebhookRow, WebhookTables } from '../webhook-tables';

type On = Kysely<WebhookTables>;

/** So many records whose message was not taken, and nothing was taken since: the receiver itself is in doubt. */
export const MOST_IN_DOUBT = 5;

/** The lane of a record; undefined where nothing of it waits. */
export const laneOf = (on: On, webhookId: string, recordId: string): Promise<LaneRow | undefined> =>
  on
    .selectFrom('webhook_lanes')
    .selectAll()
    .where('webhook_id', '=', webhookId)
    .where('record_id', '=', recordId)
    .executeTakeFirst();

/** The lane that has waited longest beyond its time. */
export const dueLane = (on: On, webhookId: string, now: Date): Promise<LaneRow | undefined> =>
  on
    .selectFrom('webhook_lanes')
    .selectAll()
    .where('webhook_id', '=', webhookId)
    .where('status', '=', 'retrying')
    .where('next_at', '<=', now.toISOString())
    .orderBy('next_at')
    .limit(1)
    .executeTakeFirst();

/** In the order of the feed. */
export const firstLetter = (on: On, webhookId: string, recordId: string): Promise<LetterRow | undefined> =>
  on
    .selectFrom('webhook_letters')
    .selectAll()
    .where('webhook_id', '=', webhookId)
    .where('record_id', '=', recordId)
    .orderBy('subscription')
    .orderBy('nth')
    .limit(1)
    .executeTakeFirst();

/** Lanes that failed, and nothing was taken since. */
export async function lanesInDoubt(on: On, { id, last_success_at }: WebhookRow): Promise<number> {
  const { rows } = await sql<{ lanes: number }>`select count(*) as lanes from webhook_lanes
    where webhook_id = ${id} and status = 'retrying' and first_failed_at > ${last_success_at ?? ''}`.execute(on);
  return rows[0]?.lanes ?? 0;
}

/** A message told again may wait there already. */
export const putLetter = (on: On, letter: LetterRow) =>
  on
    .insertInto('webhook_letters')
    .values(letter)
    .onConflict((conflict) => conflict.columns(['webhook_id', 'subscription', 'nth']).doNothing())
    .execute();

/** Takes a letter out of its lane, and the lane away with its last one. What follows is tried at once. */
export async function takeLetter(on: On, letter: LetterRow, now: Date): Promise<void> {
  const { webhook_id, subscription, nth, record_id } = letter;
  const mine = on.deleteFrom('webhook_letters').where('webhook_id', '=', webhook_id);
  await mine.where('subscription', '=', subscription).where('nth', '=', nth).execute();
  const rest = await firstLetter(on, webhook_id, record_id);
  if (rest) await openLane(on, { webhookId: webhook_id, recordId: record_id }, now);
  else await removeEmptyLane(on, { webhook_id, record_id });
}

/** Nothing of a record waits any more: what comes next of it is sent as it comes. */
export async function removeEmptyLane(on: On, of: Pick<LaneRow, 'webhook_id' | 'record_id'>): Promise<void> {
  await sql`delete from webhook_lanes where webhook_id = ${of.webhook_id} and record_id = ${of.record_id}
    and not exists (select 1 from webhook_letters where webhook_id = ${of.webhook_id} and record_id = ${of.record_id})
  `.execute(on);
}

/** Gives lanes a new schedule, which begins now: that of one record, or all that are in a status. */
export async function openLane(
  on: On,
  which: Readonly<{ webhookId: string; recordId?: string; status?: LaneRow['status'] }>,
  now: Date,
): Promise<number> {
  const afresh = { status: 'retrying', failures: 0, first_failed_at: null, fault: null, dead_at: null } as const;
  let lanes = on
    .updateTable('webhook_lanes')
    .set({ ...afresh, next_at: now.toISOString() })
    .where('webhook_id', '=', which.webhookId);
  if (which.recordId !== undefined) lanes = lanes.where('record_id', '=', which.recordId);
  if (which.status !== undefined) lanes = lanes.where('status', '=', which.status);
  const { numUpdatedRows } = await lanes.executeTakeFirst();
  return Number(numUpdatedRows);
}
