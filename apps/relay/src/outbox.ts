import type { OutgoingMessage } from '@fuyuan/kafka';

/** What is said of a fact, to so many topics, or the end of one; `passed` names the fact that ends with it, if one does. */
export type Item =
  | Readonly<{ message: OutgoingMessage; count: number; bytes: number; passed?: string | undefined }>
  | Readonly<{ passed: string }>;

/** What goes into one transaction. */
export type Parcel = Readonly<{
  messages: readonly OutgoingMessage[];
  /** How many, in each topic counted. */
  count: number;
  /** The last fact that ends in it, if any. */
  passed: string | undefined;
  facts: number;
  /** Messages after that end, of a fact that does not end in it. */
  partly: number;
}>;

/** Of one transaction. Messages that go to several topics count in each. */
export type OutboxLimits = Readonly<{ messages: number; bytes: number }>;

/** Room for two of the largest transactions: one is written while the next is gathered. */
const ROOM = 2;
/** While there is more to come a transaction is at least this part of the largest, or has waited for so long. */
const [WORTH, PATIENCE_MS] = [0.5, 100];
/** Ends of facts weigh little, but not nothing. */
const END_BYTES = 100;
const nobody = (): void => undefined;

/** What was translated and is not yet written: bounded, so that whoever fills it waits for the broker. */
export class Outbox {
  private readonly items: Item[] = [];
  private count = 0;
  private bytes = 0;
  private closed = false;
  private wanted = 0;
  private wake: () => void = nobody;
  private more: () => void = nobody;

  constructor(private readonly limits: OutboxLimits) {}

  /** Facts or messages that wait. */
  get waiting(): number {
    return this.items.length;
  }

  /** At once where there is room, as a rule; otherwise resolves when it is in. Errors: Error once it is closed. */
  put(item: Item): Promise<void> | undefined {
    if (!this.closed && this.isFull) return this.putLater(item);
    this.add(item);
    return undefined;
  }

  /** All, even beyond the room there is, so that what belongs together need not wait. Errors: Error once it is closed. */
  putAll(items: readonly Item[]): void {
    for (const item of items) this.add(item);
  }

  get hasRoom(): boolean {
    return !this.isFull;
  }

  /**
   * The next transaction; waits until there is something, at most so long. None when there is nothing. Where `isMoreToCome`
   * it waits a moment for what makes the transaction worth its price.
   */
  async take(ms: number, isMoreToCome = false): Promise<Parcel | undefined> {
    if (this.items.length === 0 && !this.closed) await this.something(ms, 0);
    if (isMoreToCome && this.items.length > 0 && this.filled < WORTH) await this.something(PATIENCE_MS, WORTH);
    if (this.items.length === 0) return undefined;
    const parcel = this.parcel();
    this.more();
    return parcel;
  }

  /** Lets `take` return, whatever there is. */
  nudge(): void {
    this.wake();
  }

  /** Wakes whoever waits; what is in it is forgotten. */
  close(): void {
    this.closed = true;
    this.items.length = 0;
    this.wake();
    this.more();
  }

  private async putLater(item: Item): Promise<void> {
    while (!this.closed && this.isFull) await new Promise<void>((resolve) => (this.more = resolve));
    this.add(item);
  }

  private add(item: Item): void {
    if (this.closed) throw new Error('The relay has stopped.');
    this.items.push(item);
    this.count += countOf(item);
    this.bytes += bytesOf(item);
    if (this.wake !== nobody && this.filled >= this.wanted) this.wake();
  }

  /** As a part of the largest transaction. */
  private get filled(): number {
    return Math.max(this.count / this.limits.messages, this.bytes / this.limits.bytes);
  }

  private get isFull(): boolean {
    return this.filled >= ROOM;
  }

  private something(ms: number, wanted: number): Promise<void> {
    this.wanted = wanted;
    return new Promise<void>((resolve) => {
      this.wake = () => {
        this.wake = nobody;
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(this.wake, ms);
    });
  }

  private parcel(): Parcel {
    const messages: OutgoingMessage[] = [];
    let [passed, facts, partly, sent] = [undefined as string | undefined, 0, 0, 0];
    let [bytes, count, taken] = [0, 0, 0];
    for (const item of this.items) {
      const [itsCount, itsBytes] = [countOf(item), bytesOf(item)];
      if (taken > 0 && (count + itsCount > this.limits.messages || bytes + itsBytes > this.limits.bytes)) break;
      taken += 1;
      count += itsCount;
      bytes += itsBytes;
      if ('message' in item) {
        messages.push(item.message);
        sent += item.count;
        partly += item.count;
      }
      if (item.passed === undefined) continue;
      passed = item.passed;
      facts += 1;
      partly = 0;
    }
    this.items.splice(0, taken);
    this.count -= count;
    this.bytes -= bytes;
    return { messages, count: sent, passed, facts, partly };
  }
}

const countOf = (item: Item): number => ('message' in item ? item.count : 1);
const bytesOf = (item: Item): number => ('message' in item ? item.bytes : END_BYTES);
