import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { ReadDatabase } from '@fuyuan/read-model';
import { webhooksIn, type WebhookRow, type WebhookTables } from '../webhook-tables';
import { NotDone, type By } from './asked';

/** What was done, in one word; for ever. */
export const ACT_KINDS = [
  ...(['register', 'pause', 'resume', 'rotate-secret', 'test', 'replay', 'delete'] as const),
  ...(['replay-letter', 'replay-letters', 'drop-letter', 'drop-letters'] as const),
] as const;
export type ActKind = (typeof ACT_KINDS)[number];

export type Act = By & Readonly<{ kind: ActKind; now: Date }>;

type On = Kysely<WebhookTables>;
type Work<T> = (on: On, row: WebhookRow) => Promise<T>;

/** In the transaction of what was done. */
export async function writeAct(on: On, webhookId: string, { kind, now, ...by }: Act, detail?: object): Promise<void> {
  const of = { id: randomUUID(), at: now.toISOString(), webhook_id: webhookId, kind };
  const who = { account: by.account, unit_id: by.unitId, reason: by.reason };
  const row = { ...of, ...who, detail: detail ? JSON.stringify(detail) : null };
  await on.insertInto('webhook_acts').values(row).execute();
}

/**
 * Does something to a webhook of one's own unit, with who and why, in one transaction: both, or neither. What `work`
 * returns is kept as particulars. Errors: NotDone `webhook-unknown`, and those of the work.
 */
export function actOn<T extends object>(
  { db }: ReadDatabase,
  webhookId: string,
  act: Act,
  work: Work<Readonly<{ detail?: object; result: T }>>,
): Promise<T> {
  return webhooksIn(db)
    .transaction()
    .execute(async (on) => {
      // Takes the turn before it looks: what is sent meanwhile, or done by another, is written before or after this.
      const row = await on
        .updateTable('webhooks')
        .set((old) => ({ description: old.ref('description') }))
        .where('id', '=', webhookId)
        .where('unit_id', '=', act.unitId)
        .returningAll()
        .executeTakeFirst();
      if (!row) throw new NotDone('webhook-unknown', { id: webhookId });
      const { detail, result } = await work(on, row);
      await writeAct(on, webhookId, act, detail);
      return result;
    });
}
