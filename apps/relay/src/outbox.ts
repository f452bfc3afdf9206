import type { OutgoingMessage } from '@fuyuan/kafka';

/** One message on its way, or the end of a fact. */
export type Item =
  | Readonly<{ message: OutgoingMessage; bytes: number; recordedAt: string }>
  | Readonly<{ passed: string; isFact: boolean }>;

/** What goes into one transaction. */
export type Parcel = Readonly<{
  messages: readonly OutgoingMessage[];
  /** The last fact that ends in it, if any. */
  passed: string | undefined;
  facts: number;
  /** Messages after that end, of a fact that does not end in it. */
  partly: number;
}>;

export type OutboxLimits = Readonly<{ messages: number; bytes: number }>;

/** Room for two of the largest transactions: one is written while the next is gathered. */
const ROOM = 2;
/** Ends of facts weigh little, but not nothing. */
const END_BYTES = 100;
const nobody = (): void => undefined;

/** What was translated and is not yet written: bounded, so that whoever fills it waits for the broker. */
export class Outbox {
  private readonly items: Item[] = [];
  private bytes = 0;
  private oldest: string | undefined;
  private closed = false;
  private wake: () => void = nobody;
  private more: () => void = () => undefined;

  constructor(private readonly limits: OutboxLimits) {}

  /** Facts or messages that wait; and when the oldest of them was recorded. */
  get waiting(): Readonly<{ items: number; oldest: string | undefined }> {
    return { items: this.items.length, oldest: this.oldest };
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

  /** The next transaction; waits until there is something, at most so long. None when there is nothing. */
  async take(ms: number): Promise<Parcel | undefined> {
    if (this.items.length === 0 && !this.closed) await this.something(ms);
    if (this.items.length === 0) return undefined;
    const parcel = this.parcel();
    const first = this.items.find((item) => 'message' in item);
    this.oldest = first && 'message' in first ? first.recordedAt : undefined;
    this.more();
    return parcel;
  }

  /** Lets `take` return, though there is nothing. */
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
    this.bytes += bytesOf(item);
    if ('message' in item) this.oldest ??= item.recordedAt;
    this.wake();
  }

  private get isFull(): boolean {
    return this.items.length >= this.limits.messages * ROOM || this.bytes >= this.limits.bytes * ROOM;
  }

  private something(ms: number): Promise<void> {
    return new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        this.wake = nobody;
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private parcel(): Parcel {
    const messages: OutgoingMessage[] = [];
    let [passed, facts, partly, bytes, count] = [undefined as string | undefined, 0, 0, 0, 0];
    for (const item of this.items) {
      const size = bytesOf(item);
      if (count > 0 && (count >= this.limits.messages || bytes + size > this.limits.bytes)) break;
      count += 1;
      bytes += size;
      if ('message' in item) {
        messages.push(item.message);
        partly += 1;
      } else {
        passed = item.passed;
        facts += item.isFact ? 1 : 0;
        partly = 0;
      }
    }
    this.items.splice(0, count);
    this.bytes -= bytes;
    return { messages, passed, facts, partly };
  }
}

const bytesOf = (item: Item): number => ('message' in item ? item.bytes : END_BYTES);
