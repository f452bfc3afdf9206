import { type Batch, byRecord, messagesIn } from './batch';
import { CursorMoved, movedBy, type Cursors } from './cursors';
import { foldRecord, NOTHING_KEPT, type Kept } from './fold-record';
import type { AnyProjection } from './projection';
import type { Projector, Stands } from './projector';
import type { Received } from './received';
import { BuildGone } from './turn';
import type { Changed } from './writer';

/** From so much on what is held is written: so many messages, or as much text; in memory it is about three times that. */
const FULL = { messages: 4_000, characters: 4 * 1024 * 1024 };

type Lookup = ReadonlyMap<string, Kept>;

/**
 * Folds a build that nobody asks yet ahead of what is written of it, so that a record is written once for many acts.
 * It is written together with the cursors, in one transaction, where nobody else wrote of it; a process that ends before
 * loses both, and they are read again. A message that cannot be folded, and all of builds that are asked, go the
 * ordinary way.
 */
export class FoldingAhead {
  /** What is held, and what became of it; how much it is. */
  private readonly batches: Batch[] = [];
  private readonly changed = new Map<string, Changed>();
  private held = { messages: 0, characters: 0 };
  /** How the build stands; not known at first and after an error. */
  private stands: Stands | undefined;
  private isOver = false;
  private working: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly projector: Projector,
    private readonly projection: AnyProjection,
  ) {}

  /** All of them or none. Errors: as of `Projector.apply`; what was held is held further, unless another process wrote. */
  take(...batches: readonly Batch[]): Promise<void> {
    return this.inOrder(async () => {
      if (this.isFull()) await this.writeHeld();
      if (await this.foldAhead(batches)) return;
      await this.writeHeld();
      this.forget();
      this.stands = await this.projector.apply(...batches);
    });
  }

  /** Where to go on, with all written that was taken, unless another process wrote instead. Errors: of the database. */
  cursors(): Promise<Cursors> {
    return this.inOrder(async () => {
      await this.writeHeld().catch((error: unknown) => {
        if (!(error instanceof CursorMoved)) throw error;
      });
      const cursors = await this.projector.cursors();
      if (this.stands) this.stands = { ...this.stands, cursors };
      return cursors;
    });
  }

  /** From now on everything is written at once. */
  end(): void {
    this.isOver = true;
  }

  /** Writes what is held. Errors: as of `take`. */
  write(): Promise<void> {
    return this.inOrder(() => this.writeHeld());
  }

  private isFull(): boolean {
    return this.held.messages >= FULL.messages || this.held.characters >= FULL.characters;
  }

  /** Whether it did: not where the build is asked or shown, or a record is stuck or would be. */
  private async foldAhead(batches: readonly Batch[]): Promise<boolean> {
    if (!this.stands || this.isOver || !this.isUnseen(this.stands)) return false;
    const cursors = movedBy(batches, this.stands.cursors);
    const records = byRecord(messagesIn(batches));
    const kept = await this.projector.keptUnlessStuck([...records.keys()].filter((id) => !this.keptOf(id)));
    const changed = kept && this.folded(records, kept);
    if (!changed) return false;
    for (const one of changed) this.changed.set(one.recordId, one);
    this.stands = { ...this.stands, cursors };
    this.hold(batches);
    return true;
  }

  /** Undefined where one of them could not be folded. */
  private folded(records: ReadonlyMap<string, readonly Received[]>, stored: Lookup): Changed[] | undefined {
    const changed: Changed[] = [];
    for (const [recordId, messages] of records) {
      const before = this.keptOf(recordId) ?? stored.get(recordId) ?? NOTHING_KEPT;
      const { kept: after, stuck } = foldRecord(this.projection, before, messages);
      if (stuck) return undefined;
      if (after !== before) changed.push({ recordId, before: this.changed.get(recordId)?.before ?? before, after });
    }
    return changed;
  }

  private isUnseen({ rowsTo }: Stands): boolean {
    return rowsTo === '' || Object.keys(this.projection.tables).length === 0;
  }

  private keptOf(recordId: string): Kept | undefined {
    return this.changed.get(recordId)?.after;
  }

  private hold(batches: readonly Batch[]): void {
    this.batches.push(...batches);
    const messages = messagesIn(batches);
    this.held = {
      messages: this.held.messages + messages.length,
      characters: messages.reduce((sum, { text }) => sum + text.length, this.held.characters),
    };
  }

  private async writeHeld(): Promise<void> {
    if (this.batches.length === 0 || !this.stands) return;
    const folded = { changed: [...this.changed.values()], batches: this.batches, since: this.stands.writes };
    try {
      this.stands = await this.projector.applyFolded(folded).catch((error: unknown) => this.anew(error));
    } catch (error) {
      if (error instanceof CursorMoved || error instanceof BuildGone) this.forget();
      throw error;
    }
    this.letGo();
  }

  /**
   * Where only a record was written by another, an operator perhaps, what is held is folded again upon that: a feed that
   * does not go back would never tell it again. Errors: the same where the feed was read further too.
   */
  private anew(error: unknown): Promise<Stands> {
    if (error instanceof CursorMoved) return this.projector.apply(...this.batches);
    throw error;
  }

  private letGo(): void {
    this.batches.length = 0;
    this.changed.clear();
    this.held = { messages: 0, characters: 0 };
  }

  private forget(): void {
    this.letGo();
    this.stands = undefined;
  }

  private inOrder<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.working.then(work);
    this.working = mine.catch(() => undefined);
    return mine;
  }
}
