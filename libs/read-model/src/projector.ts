import type { Kysely } from 'kysely';
import type { ReadDatabase } from './database';
import type { BuildRow, EngineTables } from './engine-tables';
import { foldRecord, NOTHING_KEPT, withoutMessage } from './fold-record';
import { Parking } from './parking';
import type { AnyProjection } from './projection';
import type { Received } from './received';
import { inTurn, isShown, type Turn } from './turn';
import { BuildWriter, type Changed } from './writer';

/** Messages of one part of a feed, in its order; to be written together with where to go on. */
export type Batch = Readonly<{
  /** The part of the feed: a partition of a topic, or the log. */
  source: string;
  messages: readonly Received[];
  /** Where this batch begins, as the last one said; undefined at the beginning. */
  from: string | undefined;
  next: string;
}>;

/** Another process wrote what this one was about to: go on from what is stored. */
export class CursorMoved extends Error {
  override readonly name = 'CursorMoved';
}

/** A message that was left out, as far as it says what it is; and whether the record is not stuck any more. */
export type Skipped = Readonly<{ id: string | null; type: string | null; revision: number | null; isWell: boolean }>;

/** Writes one build: rows, what is kept of records, and the cursor in one transaction, so that each happens once. */
export class Projector {
  private readonly writer: BuildWriter;
  private readonly parking: Parking;

  constructor(
    private readonly database: ReadDatabase,
    private readonly projection: AnyProjection,
    readonly build: Pick<BuildRow, 'build' | 'projection'>,
    private readonly now: () => Date,
  ) {
    this.writer = new BuildWriter(database, projection, build);
    this.parking = new Parking(database.dialect, build.build);
  }

  /** Where to go on, by part of the feed. */
  async cursors(): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.db
      .selectFrom('cursors')
      .selectAll()
      .where('build', '=', this.build.build)
      .execute();
    return new Map(rows.map(({ source, next }) => [source, next]));
  }

  /**
   * All of them or none, each of another part of the feed.
   * Errors: CursorMoved, BuildGone; of the database, with nothing written.
   */
  apply(...batches: readonly Batch[]): Promise<void> {
    const messages = batches.length === 1 ? (batches[0]?.messages ?? []) : batches.flatMap((batch) => batch.messages);
    const work = async (turn: Turn) => {
      await this.moveCursors(turn.on, batches);
      if (messages.length > 0) await this.fold(turn, byRecord(messages));
    };
    return inTurn(this.database, this.build, work, { recordedAt: recordedLast(messages), isReadAgain: true });
  }

  /** Folds again what came for a stuck record; whether nothing is stuck any more. */
  retry(recordId: string): Promise<boolean> {
    return this.inTurn(async (turn) =>
      this.foldAgain(turn, recordId, await this.parking.messagesOf(turn.on, recordId)),
    );
  }

  /**
   * Leaves out the message at which a record is stuck, and folds what came after it. `beside` is written in the same
   * transaction, so that a message is left out once however often it is asked for. Undefined where nothing is stuck.
   */
  skip(recordId: string, beside: (on: Kysely<EngineTables>, skipped: Skipped) => Promise<void>) {
    return this.inTurn(async (turn) => {
      const { on } = turn;
      const [first, ...rest] = await this.parking.messagesOf(on, recordId);
      if (!first) return undefined;
      const before = (await this.writer.keptOf(on, [recordId])).get(recordId) ?? NOTHING_KEPT;
      await this.writer.keep(on, [{ recordId, after: withoutMessage(before, first) }]);
      const isWell = await this.foldAgain(turn, recordId, rest);
      const { id = null, type = null, streamrevision: revision = null } = first.event ?? {};
      const skipped = { id, type, revision, isWell };
      await beside(on, skipped);
      return skipped;
    });
  }

  /** Writes the rows of a record again as its state says; how many were not as they should be. */
  rewrite(recordId: string): Promise<number | undefined> {
    return this.inTurn(async ({ on, rowsTo }) => {
      const kept = (await this.writer.keptOf(on, [recordId])).get(recordId);
      if (!kept || !isShown(recordId, rowsTo)) return kept && 0;
      return this.writer.rewrite(on, recordId, kept);
    });
  }

  private async foldAgain(turn: Turn, recordId: string, messages: readonly Received[]) {
    const { on } = turn;
    const was = await this.parking.release(on, recordId);
    await this.fold(turn, new Map([[recordId, messages]]));
    if (!(await this.parking.parkedAmong(on, [recordId])).has(recordId)) return true;
    if (was) await this.parking.stuckBefore(on, was);
    return false;
  }

  private inTurn<T>(work: (turn: Turn) => Promise<T>): Promise<T> {
    return inTurn(this.database, this.build, work);
  }

  private async moveCursors(on: Kysely<EngineTables>, batches: readonly Batch[]): Promise<void> {
    const { build } = this.build;
    const rows = await on.selectFrom('cursors').select(['source', 'next']).where('build', '=', build).execute();
    const stored = new Map(rows.map(({ source, next }) => [source, next]));
    for (const { source, from, next } of batches) {
      const is = stored.get(source);
      if (is !== from) throw new CursorMoved(`${source}: ${from} was to come, ${is} is stored.`);
      stored.set(source, next);
    }
    await on
      .insertInto('cursors')
      .values(batches.map(({ source }) => ({ build, source, next: stored.get(source) ?? '' })))
      .onConflict((on) => on.columns(['build', 'source']).doUpdateSet((row) => ({ next: row.ref('excluded.next') })))
      .execute();
  }

  private async fold({ on, rowsTo }: Turn, records: ReadonlyMap<string, readonly Received[]>): Promise<void> {
    const ids = [...records.keys()];
    const parked = await this.parking.parkedAmong(on, ids);
    const kept = await this.writer.keptOf(on, ids);
    const changed: Changed[] = [];
    for (const [recordId, messages] of records) {
      if (parked.has(recordId)) {
        await this.parking.add(on, recordId, messages);
        continue;
      }
      const before = kept.get(recordId) ?? NOTHING_KEPT;
      const { kept: after, stuck } = foldRecord(this.projection, before, messages);
      if (after !== before) changed.push({ recordId, before, after });
      if (stuck) await this.parking.park(on, { recordId, ...stuck, revision: after.revision, now: this.now() });
    }
    await this.writer.keep(on, changed);
    await this.writer.show(
      on,
      changed.filter(({ recordId }) => isShown(recordId, rowsTo)),
    );
    const folded = changed.reduce((sum, { before, after }) => sum + after.count - before.count, 0);
    const count = on.updateTable('builds').set((row) => ({ messages: row('messages', '+', folded) }));
    if (folded > 0) await count.where('build', '=', this.build.build).execute();
  }
}

function byRecord(messages: readonly Received[]): ReadonlyMap<string, readonly Received[]> {
  const records = new Map<string, Received[]>();
  for (const message of messages) {
    const known = records.get(message.recordId);
    if (known) known.push(message);
    else records.set(message.recordId, [message]);
  }
  return records;
}

const recordedLast = (messages: readonly Received[]): string | undefined =>
  messages.reduce<string | undefined>((last, { event }) => {
    const at = event?.recordedat;
    return at !== undefined && (last === undefined || at > last) ? at : last;
  }, undefined);
