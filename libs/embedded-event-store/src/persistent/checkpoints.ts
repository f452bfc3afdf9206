import type { GroupSettings } from './group-settings';
import type { Ledger } from './ledger';

/**
 * When a group writes down how far it is: at once after `maxCheckpointCount` settled events; else every
 * `checkpointAfter`, when `minCheckpointCount` were settled or nothing is left unsettled.
 */
export class Checkpoints {
  private count = 0;
  private due = 0;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly ledger: Ledger,
    private readonly settings: GroupSettings,
    /** Durable when it resolves. */
    private readonly write: (cursor: number) => Promise<void>,
    private written: number,
  ) {}

  get last(): number {
    return this.written;
  }

  settled(): void {
    this.count += 1;
    if (this.count >= (this.settings.maxCheckpointCount || Infinity)) void this.save();
  }

  tick(now: number): void {
    if (now < this.due) return;
    this.due = now + this.settings.checkpointAfter;
    if (this.count >= this.settings.minCheckpointCount || this.ledger.size === 0) void this.save();
  }

  /** Never rejects: what could not be written is tried again, and until then more is delivered twice. */
  save(): Promise<void> {
    this.count = 0;
    this.writing = this.writing.then(() => this.writeDown());
    return this.writing;
  }

  /** One after the other, so that an older cursor never overwrites a newer one. */
  private async writeDown(): Promise<void> {
    const cursor = this.ledger.settledTo;
    if (cursor === this.written) return;
    await this.write(cursor).then(
      () => void (this.written = cursor),
      () => undefined,
    );
  }
}
