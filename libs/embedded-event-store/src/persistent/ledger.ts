/**
 * Which of the events read are not settled yet. Everything up to `settledTo` is: a group that starts again from there
 * loses nothing.
 */
export class Ledger {
  /** Cursor of an unsettled event, in the order of reading, to the cursor read before it. */
  private readonly unsettled = new Map<number, number>();

  constructor(private readTo: number) {}

  get settledTo(): number {
    const [oldest] = this.unsettled.values();
    return oldest ?? this.readTo;
  }

  get size(): number {
    return this.unsettled.size;
  }

  took(cursor: number): void {
    this.unsettled.set(cursor, this.readTo);
    this.readTo = cursor;
  }

  /** What was looked at and left out. */
  passed(cursor: number): void {
    this.readTo = Math.max(this.readTo, cursor);
  }

  settled(cursor: number): void {
    this.unsettled.delete(cursor);
  }
}
