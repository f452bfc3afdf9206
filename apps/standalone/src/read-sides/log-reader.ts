import { topicOf, type Audience } from '@fuyuan/contracts';
import { isAfter } from '@fuyuan/event-store';
import type { Published } from '@fuyuan/publishing';
import { received, type Reader, type Received } from '@fuyuan/read-model';

/** Where nothing comes for a reader, how far it is is written this often. */
const QUIET_MS = 1_000;

/** The log is one part of a feed. */
export const LOG = 'log';

/** One who reads, with what waits for it. */
export class LogReader {
  private readonly topics: ReadonlySet<string>;
  private waiting: Received[] = [];
  private stored: string | undefined;
  private handedAt = 0;
  private isCaughtUp = false;

  constructor(
    audience: Audience,
    private readonly reader: Reader,
  ) {
    this.topics = new Set(reader.families.map((family) => topicOf(audience, family)));
  }

  /** Looks up where to go on. */
  async begin(): Promise<void> {
    this.stored = (await this.reader.cursors()).get(LOG);
  }

  get size(): number {
    return this.waiting.length;
  }

  /** Whether it has had the fact at this position before. */
  knows(position: string): boolean {
    return this.stored !== undefined && !isAfter(position, this.stored);
  }

  take({ topic, key, value }: Published): void {
    if (this.topics.has(topic)) this.waiting.push(received(key, value));
  }

  /**
   * Hands over what waits, and that everything up to the position was told; where nothing waits, the latter now and then
   * only. Errors: of the one who reads.
   */
  async hand(position: string): Promise<void> {
    const now = performance.now();
    if (this.knows(position) || (this.size === 0 && now - this.handedAt < QUIET_MS)) return;
    this.handedAt = now;
    const messages = this.waiting;
    this.waiting = [];
    try {
      await this.reader.take({ source: LOG, messages, from: this.stored, next: position });
      this.stored = position;
    } catch (error) {
      // First of all: a database that is away does not answer the next question either.
      this.waiting = [...messages, ...this.waiting];
      // What was written, and only the answer lost, is known then.
      this.stored = (await this.reader.cursors()).get(LOG);
      throw error;
    }
  }

  caughtUp(): void {
    if (this.isCaughtUp) return;
    this.isCaughtUp = true;
    this.reader.caughtUp();
  }
}
