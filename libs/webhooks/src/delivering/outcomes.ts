import { sql } from 'kysely';
import type { WebhookRow } from '../webhook-tables';
import { pauseBefore } from '../schedule';
import type { Fault } from '../sending/fault';
import type { Sent } from '../sending/sender';
import type { HeldWebhook } from './held-webhook';
import { putLetter, takeLetter } from './lanes';
import type { Parcel } from './next-parcel';

/** What became of a message. `dead`: it waits until somebody decides. `suspended`: nothing is sent any more. */
export const RESULTS = ['delivered', 'retrying', 'dead', 'suspended', 'ended'] as const;
export type Result = (typeof RESULTS)[number];

export type Judging = Readonly<{
  now: Date;
  pauses: readonly number[];
  random: number;
  /** Asks the receiver whether it takes anything at all. */
  isAlive: () => Promise<boolean>;
}>;

type NotDelivered = Extract<Sent, { delivered: false }>;

/** Writes down that a message was taken. Lanes that failed since the last one that was are tried at once. */
export async function delivered(held: HeldWebhook, { from, letter, lane }: Parcel, now: Date): Promise<Result> {
  const at = now.toISOString();
  const moved = lane ? {} : { read_to: letter.nth };
  await held.write(from, { ...moved, last_success_at: at, not_before: null }, async (on) => {
    if (lane) await takeLetter(on, letter, now);
    await on
      .updateTable('webhook_lanes')
      .set({ next_at: at })
      .where('webhook_id', '=', from.id)
      .where('status', '=', 'retrying')
      .where(sql<boolean>`first_failed_at > ${from.last_success_at ?? ''}`)
      .execute();
  });
  return 'delivered';
}

/** Writes down that a message was not taken, and decides what follows from that. Errors: NotHeld. */
export async function notDelivered(
  held: HeldWebhook,
  parcel: Parcel,
  sent: NotDelivered,
  judging: Judging,
): Promise<Result> {
  const { from, lane } = parcel;
  const { now } = judging;
  const at = now.toISOString();
  const failed = { last_failure_at: at, last_fault: JSON.stringify(sent.fault) };
  if (sent.fault.code === 'gone') return stop(held, from, { ...failed, state: 'ended', since: at });
  const failures = (lane?.failures ?? 0) + 1;
  const waiting = { failures, fault: sent.fault, now };
  const pause = pauseBefore({ ...judging, failures, retryAfterMs: sent.retryAfterMs });
  if (pause === undefined) {
    const isAlive = tookOthersSince(lane?.first_failed_at ?? at, from) || (await judging.isAlive());
    if (!isAlive) return stop(held, from, { ...failed, state: 'suspended', since: at });
    await putBack(held, parcel, { ...waiting, told: failed, nextAt: at, deadAt: at });
    return 'dead';
  }
  const nextAt = new Date(now.getTime() + pause).toISOString();
  // Who asks to be left alone means everything that is sent to it.
  const told = sent.retryAfterMs === undefined ? failed : { ...failed, not_before: nextAt };
  await putBack(held, parcel, { ...waiting, told, nextAt });
  return 'retrying';
}

const tookOthersSince = (since: string, { last_success_at: last }: WebhookRow): boolean =>
  last !== null && last > since;

type Waiting = Readonly<{
  told: Partial<WebhookRow>;
  failures: number;
  nextAt: string;
  fault: Fault;
  now: Date;
  deadAt?: string;
}>;

/** Into the lane of its record, where what comes for that record waits behind it. */
async function putBack(held: HeldWebhook, { from, letter, lane }: Parcel, waiting: Waiting): Promise<void> {
  const { told, failures, nextAt, fault, now, deadAt = null } = waiting;
  const moved = lane ? {} : { read_to: letter.nth };
  const of = { failures, next_at: nextAt, fault: JSON.stringify(fault), dead_at: deadAt } as const;
  const status = deadAt === null ? 'retrying' : 'dead';
  await held.write(from, { ...told, ...moved }, async (on) => {
    const first_failed_at = lane?.first_failed_at ?? now.toISOString();
    if (!lane) {
      const key = { webhook_id: from.id, record_id: letter.record_id };
      await on
        .insertInto('webhook_lanes')
        .values({ ...key, ...of, status, first_failed_at })
        .execute();
      await putLetter(on, letter);
      return;
    }
    await on
      .updateTable('webhook_lanes')
      .set({ ...of, status, first_failed_at })
      .where('webhook_id', '=', from.id)
      .where('record_id', '=', letter.record_id)
      // Somebody may have decided about it meanwhile: then that holds.
      .where('failures', '=', lane.failures)
      .where('next_at', '=', lane.next_at)
      .execute();
  });
}

/** What was not taken stays where it is. */
async function stop(
  held: HeldWebhook,
  from: WebhookRow,
  what: Partial<WebhookRow> & Readonly<{ state: 'ended' | 'suspended' }>,
): Promise<Result> {
  await held.write(from, what);
  return what.state;
}
