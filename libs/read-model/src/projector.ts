import type { Kysely } from 'kysely';
import { type Batch, byRecord, messagesIn, recordedLast } from './batch';
import { CursorMoved, cursorsOf, moveCursors, type Cursors } from './cursors';
import type { ReadDatabase } from './database';
import type { BuildRow, EngineTables } from './engine-tables';
import { foldRecord, NOTHING_KEPT, withoutMessage, type Kept } from './fold-record';
import { Parking } from './parking';
import type { AnyProjection } from './projection';
import type { Received } from './received';
import { inTurn, isShown, type Turn } from './turn';
import { BuildWriter, type Changed } from './writer';

/** How a build stands after a transaction: `writes` and `rowsTo` as in `BuildRow`. */
export type Stands = Readonly<{ writes: number; rowsTo: string | null; cursors: Cursors }>;

/** What was folded before, of records none of which is stuck, and from what. */
export type FoldedBefore = Readonly<{
  changed: readonly Changed[];
  batches: readonly Batch[];
  /** `BuildRow.writes` by which nobody else wrote since its records were read. */
  since: number;
}>;

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
  cursors(): Promise<Cursors> {
    return cursorsOf(this.database.db, this.build.build);
  }

  /**
   * All of them or none, each of another part of the feed.
   * Errors: CursorMoved, BuildGone; of the database, with nothing written.
   */
  apply(...batches: readonly Batch[]): Promise<Stands> {
    const messages = messagesIn(batches);
    const work = async (turn: Turn) => {
      const cursors = await moveCursors(turn.on, this.build.build, batches);
      if (messages.length > 0) await this.fold(turn, byRecord(messages));
      return { writes: turn.writes, rowsTo: turn.rowsTo, cursors };
    };
    return inTurn(this.database, this.build, work, { recordedAt: recordedLast(messages), isReadAgain: true });
  }

  /** What is kept of these records, nothing of those that are new; undefined where one of them is stuck. */
  async keptUnlessStuck(ids: readonly string[]): Promise<ReadonlyMap<string, Kept> | undefined> {
    const { db } = this.database;
    if (ids.length === 0) return new Map();
    if ((await this.parking.parkedAmong(db, ids)).size > 0) return undefined;
    return this.writer.keptOf(db, ids);
  }

  /** All of it or none; once, also where only the answer of an earlier try was lost. Errors: as of `apply`. */
  applyFolded({ changed, batches, since }: FoldedBefore): Promise<Stands> {
    const { build } = this.build;
    const ends = new Map(batches.map(({ source, next }) => [source, next]));
    const work = async (turn: Turn) => {
      const { on, writes, rowsTo } = turn;
      const stored = await cursorsOf(on, build);
      if ([...ends].every(([source, next]) => stored.get(source) === next)) return { writes, rowsTo, cursors: stored };
      if (writes !== since + 1) await this.requireUntouched(on, changed);
      const cursors = await moveCursors(on, build, batches);
      await this.writeChanged(turn, changed);
      return { writes, rowsTo, cursors };
    };
    return inTurn(this.database, this.build, work, {
      recordedAt: recordedLast(messagesIn(batches)),
      isReadAgain: true,
    });
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

  /** Whether these records are as they were read: another process may have folded them, or an operator. */
  private async requireUntouched(on: Kysely<EngineTables>, changed: readonly Changed[]): Promise<void> {
    const ids = changed.map(({ recordId }) => recordId);
    const [stuck, marks] = [await this.parking.parkedAmong(on, ids), await this.writer.marksOf(on, ids)];
    const other = changed.find(({ recordId, before: { count, chain } }) => {
      const mark = marks.get(recordId) ?? NOTHING_KEPT;
      return stuck.has(recordId) || mark.count !== count || mark.chain !== chain;
    });
    if (other) throw new CursorMoved(`${other.recordId} was written by another process meanwhile.`);
  }

  private async fold(turn: Turn, records: ReadonlyMap<string, readonly Received[]>): Promise<void> {
    const { on } = turn;
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
    await this.writeChanged(turn, changed);
  }

  private async writeChanged({ on, rowsTo }: Turn, changed: readonly Changed[]): Promise<void> {
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
