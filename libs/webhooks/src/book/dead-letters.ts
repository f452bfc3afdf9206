import type { Kysely } from 'kysely';
import type { ReadDatabase } from '@fuyuan/read-model';
import { firstLetter, laneOf, openLane, takeLetter } from '../delivering/lanes';
import { webhooksIn, type LaneRow, type LetterRow, type WebhookTables } from '../webhook-tables';
import { letterIdOf, NotDone, type By } from './asked';
import { actOn } from './written-act';

/** Where a letter lies: the subscription, and the number in its feed. */
export type LetterPlace = Readonly<{ subscription: number; nth: number }>;

/** A letter that waits until somebody decides; `fault` is that of the first of its record. */
export type DeadLetter = LetterRow & Pick<LaneRow, 'failures' | 'fault' | 'dead_at'>;

type On = Kysely<WebhookTables>;

/** In the order of the feed, after the given one. */
export async function deadLettersOf(
  { db }: ReadDatabase,
  webhookId: string,
  { after, limit }: Readonly<{ after?: LetterPlace | undefined; limit: number }>,
): Promise<DeadLetter[]> {
  let asked = webhooksIn(db)
    .selectFrom('webhook_letters as letter')
    .innerJoin('webhook_lanes as lane', (join) =>
      join.onRef('lane.webhook_id', '=', 'letter.webhook_id').onRef('lane.record_id', '=', 'letter.record_id'),
    )
    .selectAll('letter')
    .select(['lane.failures', 'lane.fault', 'lane.dead_at'])
    .where('letter.webhook_id', '=', webhookId)
    .where('lane.status', '=', 'dead');
  if (after) {
    const { subscription, nth } = after;
    asked = asked.where((row) =>
      row.or([
        row('letter.subscription', '>', subscription),
        row.and([row('letter.subscription', '=', subscription), row('letter.nth', '>', nth)]),
      ]),
    );
  }
  return asked.orderBy('letter.subscription').orderBy('letter.nth').limit(limit).execute();
}

/** What units decide about letters that their receiver would not take. Each is written down with who and why. */
export class DeadLetters {
  constructor(
    private readonly database: ReadDatabase,
    private readonly now: () => Date,
  ) {}

  /**
   * Tries a letter again, and then what follows it of the same record.
   * Errors: NotDone `webhook-unknown`, `dead-letter-unknown`, `dead-letter-not-first`.
   */
  async replay(by: By, id: string, place: LetterPlace): Promise<void> {
    const now = this.now();
    await actOn(this.database, id, { ...by, kind: 'replay-letter', now }, async (on) => {
      const letter = await deadLetter(on, id, place);
      const first = await firstLetter(on, id, letter.record_id);
      if (first && letterIdOf(first) !== letterIdOf(letter)) {
        throw new NotDone('dead-letter-not-first', { letterId: letterIdOf(place), first: letterIdOf(first) });
      }
      await openLane(on, { webhookId: id, recordId: letter.record_id }, now);
      return { result: {}, detail: told(letter) };
    });
  }

  /** Of how many records. Errors: NotDone `webhook-unknown`. */
  replayAll(by: By, id: string): Promise<Readonly<{ records: number }>> {
    const now = this.now();
    return actOn(this.database, id, { ...by, kind: 'replay-letters', now }, async (on) => {
      const result = { records: await openLane(on, { webhookId: id, status: 'dead' }, now) };
      return { result, detail: result };
    });
  }

  /**
   * Gives a letter up for good. Where it was the first of its record, what follows is tried.
   * Errors: NotDone `webhook-unknown`, `dead-letter-unknown`.
   */
  async drop(by: By, id: string, place: LetterPlace): Promise<void> {
    const now = this.now();
    await actOn(this.database, id, { ...by, kind: 'drop-letter', now }, async (on) => {
      const letter = await deadLetter(on, id, place);
      const first = await firstLetter(on, id, letter.record_id);
      if (first && letterIdOf(first) === letterIdOf(letter)) await takeLetter(on, letter, now);
      else await ofLetter(on, id, place).execute();
      return { result: {}, detail: told(letter) };
    });
  }

  /** Gives all of them up for good; how many. Errors: NotDone `webhook-unknown`. */
  dropAll(by: By, id: string): Promise<Readonly<{ letters: number }>> {
    return actOn(this.database, id, { ...by, kind: 'drop-letters', now: this.now() }, async (on) => {
      const dead = on.selectFrom('webhook_lanes').where('webhook_id', '=', id).where('status', '=', 'dead');
      const { numDeletedRows } = await on
        .deleteFrom('webhook_letters')
        .where('webhook_id', '=', id)
        .where('record_id', 'in', dead.select('record_id'))
        .executeTakeFirst();
      await on.deleteFrom('webhook_lanes').where('webhook_id', '=', id).where('status', '=', 'dead').execute();
      const result = { letters: Number(numDeletedRows) };
      return { result, detail: result };
    });
  }
}

const ofLetter = (on: On, id: string, { subscription, nth }: LetterPlace) =>
  on
    .deleteFrom('webhook_letters')
    .where('webhook_id', '=', id)
    .where('subscription', '=', subscription)
    .where('nth', '=', nth);

/** Errors: NotDone `dead-letter-unknown`. */
async function deadLetter(on: On, id: string, place: LetterPlace): Promise<LetterRow> {
  const letter = await on
    .selectFrom('webhook_letters')
    .selectAll()
    .where('webhook_id', '=', id)
    .where('subscription', '=', place.subscription)
    .where('nth', '=', place.nth)
    .executeTakeFirst();
  const lane = letter && (await laneOf(on, id, letter.record_id));
  if (!letter || lane?.status !== 'dead') throw new NotDone('dead-letter-unknown', { letterId: letterIdOf(place) });
  return letter;
}

/** What was decided about, for whoever asks later. */
const told = ({ event_id: messageId, record_id: recordId, type }: LetterRow) => ({ messageId, recordId, type });
