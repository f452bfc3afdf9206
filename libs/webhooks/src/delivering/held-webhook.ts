import type { Kysely } from 'kysely';
import type { ReadDatabase } from '@fuyuan/read-model';
import { webhooksIn, type WebhookRow, type WebhookTables } from '../webhook-tables';

/** Another process sends to this webhook, or it was deleted, or told to go on elsewhere. */
export class NotHeld extends Error {
  override readonly name = 'NotHeld';
}

export type Holder = Readonly<{
  name: string;
  now: () => Date;
  /** For so long at a time, in milliseconds: longer than one sending, and a ping after it, may take. */
  holdMs: number;
}>;

/** After so long the hold is made longer before something is sent. */
const FRESH_MS = 5_000;

/** One webhook in the hands of this process: nobody else sends to it meanwhile. */
export class HeldWebhook {
  private heldUntil: number;

  private constructor(
    private readonly database: ReadDatabase,
    readonly id: string,
    private readonly holder: Holder,
  ) {
    this.heldUntil = holder.now().getTime() + holder.holdMs;
  }

  /** Undefined where another process has it, or it is not to be sent to. One's own is taken again. */
  static async take(database: ReadDatabase, id: string, holder: Holder): Promise<HeldWebhook | undefined> {
    const held = new HeldWebhook(database, id, holder);
    const now = holder.now().toISOString();
    const { numUpdatedRows } = await webhooksIn(database.db)
      .updateTable('webhooks')
      .set(held.hold())
      .where('id', '=', id)
      .where('state', '=', 'active')
      .where((row) => row.or([row('holder', 'is', null), row('held_until', '<', now), row('holder', '=', holder.name)]))
      .executeTakeFirst();
    return numUpdatedRows === 1n ? held : undefined;
  }

  /** As it stands now; held for long enough to send once more. Errors: NotHeld. */
  async look(): Promise<WebhookRow> {
    if (this.heldUntil - this.holder.now().getTime() < this.holder.holdMs - FRESH_MS) await this.holdOn();
    const row = await webhooksIn(this.database.db)
      .selectFrom('webhooks')
      .selectAll()
      .where('id', '=', this.id)
      .where('holder', '=', this.holder.name)
      .executeTakeFirst();
    if (!row) throw new NotHeld(`Webhook ${this.id} is not held here any more.`);
    return row;
  }

  /**
   * Writes in one transaction what came of a sending: to the webhook, and whatever `beside` writes. `from`: where it
   * stood when the message was taken; where it was sent elsewhere meanwhile, nothing is written. Errors: NotHeld.
   */
  write(
    from: WebhookRow,
    what: Partial<WebhookRow>,
    beside: (on: Kysely<WebhookTables>) => Promise<unknown> = async () => undefined,
  ): Promise<void> {
    return webhooksIn(this.database.db)
      .transaction()
      .execute(async (on) => {
        const { numUpdatedRows } = await on
          .updateTable('webhooks')
          .set({ ...what, ...this.hold() })
          .where('id', '=', this.id)
          .where('holder', '=', this.holder.name)
          .where('subscription', '=', from.subscription)
          .where('read_to', '=', from.read_to)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) throw new NotHeld(`Webhook ${this.id} was changed meanwhile.`);
        await beside(on);
      });
  }

  /** Another process, or this one, may take it up at once. */
  async release(): Promise<void> {
    await webhooksIn(this.database.db)
      .updateTable('webhooks')
      .set({ holder: null, held_until: null })
      .where('id', '=', this.id)
      .where('holder', '=', this.holder.name)
      .execute();
  }

  private async holdOn(): Promise<void> {
    const mine = webhooksIn(this.database.db).updateTable('webhooks').set(this.hold()).where('id', '=', this.id);
    await mine.where('holder', '=', this.holder.name).execute();
  }

  private hold(): Pick<WebhookRow, 'holder' | 'held_until'> {
    this.heldUntil = this.holder.now().getTime() + this.holder.holdMs;
    return { holder: this.holder.name, held_until: new Date(this.heldUntil).toISOString() };
  }
}
