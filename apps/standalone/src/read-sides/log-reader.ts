import { isAfter } from '@fuyuan/event-store';
import type { Published, Routing } from '@fuyuan/publishing';

/** Where nothing comes for a reader, how far it is is written this often. */
const QUIET_MS = 1_000;

/** The log is one part of what is published. */
export const LOG = 'log';

/** What one reads of all that is published, and where it is written with how far one is. */
export type LogReading<Item> = Readonly<{
  /** What of a message is written; undefined where it is nothing of ours. */
  wanted: (message: Published, routing: Routing) => Item | undefined;
  cursors: () => Promise<ReadonlyMap<string, string>>;
  take: (
    batch: Readonly<{ source: string; messages: readonly Item[]; from: string | undefined; next: string }>,
  ) => Promise<void>;
  caughtUp: () => void;
}>;

/** Whoever reads the log by a pass, whatever it reads of it. */
export type OneWhoReads = Omit<LogReader<never>, never>;

/** One who reads, with what waits for it. */
export class LogReader<Item> {
  private waiting: Item[] = [];
  private characters = 0;
  private stored: string | undefined;
  private handedAt = 0;
  private isCaughtUp = false;

  constructor(private readonly reading: LogReading<Item>) {}

  /** Looks up where to go on. */
  async begin(): Promise<void> {
    this.stored = (await this.reading.cursors()).get(LOG);
  }

  get size(): number {
    return this.waiting.length;
  }

  /** Whether so much waits for it. */
  has({ messages, characters }: Readonly<{ messages: number; characters: number }>): boolean {
    return this.size >= messages || this.characters >= characters;
  }

  /** Whether it has had the fact at this position before. */
  knows(position: string): boolean {
    return this.stored !== undefined && !isAfter(position, this.stored);
  }

  /** `routing`: as it is after the fact of which the message tells. */
  take(message: Published, routing: Routing): void {
    const item = this.reading.wanted(message, routing);
    if (item === undefined) return;
    this.waiting.push(item);
    this.characters += message.value.length;
  }

  /**
   * Hands over what waits, and that everything up to the position was told; where nothing waits, the latter now and then
   * only. Errors: of the one who reads.
   */
  async hand(position: string): Promise<void> {
    const now = performance.now();
    if (this.knows(position) || (this.size === 0 && now - this.handedAt < QUIET_MS)) return;
    this.handedAt = now;
    const { waiting: messages, characters } = this;
    this.waiting = [];
    this.characters = 0;
    try {
      await this.reading.take({ source: LOG, messages, from: this.stored, next: position });
      this.stored = position;
    } catch (error) {
      // First of all: a database that is away does not answer the next question either.
      this.waiting = [...messages, ...this.waiting];
      this.characters += characters;
      // What was written, and only the answer lost, is known then.
      this.stored = (await this.reading.cursors()).get(LOG);
      throw error;
    }
  }

  caughtUp(): void {
    if (this.isCaughtUp) return;
    this.isCaughtUp = true;
    this.reading.caughtUp();
  }
}
