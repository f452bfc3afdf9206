import type { ReadDatabase } from '@fuyuan/read-model';
import { feedsWrittenAfter, storeStanding, type FeedStanding } from './feed-pages';

export type FeedWatchOptions = Readonly<{
  database: ReadDatabase;
  /** Told of what is tried again. */
  failed: (error: unknown) => void;
  /** How often it looks for what other processes wrote, in milliseconds. */
  lookMs?: number;
}>;

const LOOK_MS = 50;

type Listener = (feed: FeedStanding) => void;

/**
 * Tells whoever listens that a feed has more, or ended: one look at the database for all of them. Whoever writes in this
 * process says so by `look`; what another process wrote is seen within 50 ms. Nobody looks while nobody listens.
 */
export class FeedWatch {
  private readonly listeners = new Set<Listener>();
  private written: number | undefined;
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private wanted = false;
  private stopped = false;

  constructor(private readonly options: FeedWatchOptions) {}

  /** Begins to look. What was written before is not told; what was written while nobody listened is, all at once. */
  begin(): void {
    void this.look();
  }

  /** Calls back for every feed that changes from now on; returns how to end that. It must not throw. */
  onMore(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Looks now; however many ask for it at once, one look or two serve them all. */
  async look(): Promise<void> {
    if (this.stopped) return;
    if (this.looking) {
      this.wanted = true;
      return this.looking;
    }
    clearTimeout(this.timer);
    this.looking = this.lookAgain();
    await this.looking;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    this.listeners.clear();
    await this.looking;
  }

  private async lookAgain(): Promise<void> {
    const { failed, lookMs = LOOK_MS } = this.options;
    do {
      this.wanted = false;
      await this.lookOnce().catch(failed);
    } while (this.wanted && !this.stopped);
    this.looking = undefined;
    if (!this.stopped) this.timer = setTimeout(() => void this.look(), lookMs).unref();
  }

  private async lookOnce(): Promise<void> {
    const { db } = this.options.database;
    if (this.written === undefined) {
      this.written = (await storeStanding(db)).written;
      return;
    }
    if (this.listeners.size === 0) return;
    for (const feed of await feedsWrittenAfter(db, this.written)) {
      this.written = Math.max(this.written, feed.written);
      this.listeners.forEach((listener) => listener(feed));
    }
  }
}
