import { Injectable } from '@nestjs/common';
import { UnitFeeds } from './feed-options';

/** Rings for whoever waits for a unit's feed: something came, or it ended, or it may have. */
@Injectable()
export class FeedBell {
  private readonly waiting = new Map<string, Set<() => void>>();
  private hearNoMore: (() => void) | undefined;

  constructor(private readonly feeds: UnitFeeds) {}

  /** Returns how to listen no more. `ring` must not throw. */
  listen(unitId: string, ring: () => void): () => void {
    const listening = this.waiting.get(unitId) ?? new Set();
    this.waiting.set(unitId, listening.add(ring));
    this.hearNoMore ??= this.feeds.watch.onMore((feed) => this.ring(feed.unitId));
    return () => {
      listening.delete(ring);
      if (listening.size === 0 && this.waiting.get(unitId) === listening) this.waiting.delete(unitId);
      if (this.waiting.size === 0) this.rest();
    };
  }

  private ring(unitId: string): void {
    this.waiting.get(unitId)?.forEach((ring) => ring());
  }

  /** While nobody waits, nobody looks at the database either. */
  private rest(): void {
    this.hearNoMore?.();
    this.hearNoMore = undefined;
  }
}
