import { LRUCache } from 'lru-cache';
import type { Fact } from '@fuyuan/domain';
import { FoldedRecord, type RecordKind } from './folded-record';
import type { CacheLimits } from './options';
import { weightOf } from './weight';

type Kept<State, Event extends Fact> = { readonly record: FoldedRecord<State, Event>; weighedAt: number };

/** What the bare entry takes, and what a request takes that is remembered; measured. */
const ENTRY_BYTES = 600;
const REQUEST_BYTES = 150;

/** Folded records, the least used of which leave when there are too many or they weigh too much. */
export class RecordCache<State, Event extends Fact> {
  private readonly kept: LRUCache<string, Kept<State, Event>>;

  constructor(
    private readonly kind: RecordKind<State, Event>,
    { records, bytes }: Required<CacheLimits>,
  ) {
    this.kept = new LRUCache({ max: records, maxSize: bytes });
  }

  /** The record as far as it is known; an empty one when nothing is. Whoever fills it keeps it. */
  of(id: string): FoldedRecord<State, Event> {
    const known = this.kept.get(id);
    if (known) return known.record;

    const record = new FoldedRecord(this.kind);
    this.put(id, record);
    return record;
  }

  /** The same, without a place for an empty one: who alone writes it is told nothing of it meanwhile. */
  begun(id: string): FoldedRecord<State, Event> {
    return this.kept.get(id)?.record ?? new FoldedRecord(this.kind);
  }

  known(id: string): FoldedRecord<State, Event> | undefined {
    return this.kept.peek(id)?.record;
  }

  /**
   * Says that the record went forward. One that had to leave meanwhile comes back, unless a newer one took its place;
   * it may have missed what others told of it. Weighing walks the whole state, so it is done as the record grows by a
   * quarter, not at every event.
   */
  keep(id: string, record: FoldedRecord<State, Event>): void {
    const known = this.kept.peek(id);
    if (known?.record === record) {
      if (record.revision > known.weighedAt * 1.25) this.put(id, record);
    } else if (!known || known.record.revision < record.revision) {
      record.era = -1;
      this.put(id, record);
    }
  }

  drop(id: string, record: FoldedRecord<State, Event>): void {
    if (this.known(id) === record) this.kept.delete(id);
  }

  get records(): number {
    return this.kept.size;
  }

  /** What the records are taken to weigh, in bytes. */
  get bytes(): number {
    return this.kept.calculatedSize;
  }

  private put(id: string, record: FoldedRecord<State, Event>): void {
    const bytes = ENTRY_BYTES + weightOf(record.state) + record.remembered * REQUEST_BYTES;
    this.kept.set(id, { record, weighedAt: record.revision }, { size: bytes });
  }
}
