import { Injectable } from '@nestjs/common';
import type { Actor } from '@fuyuan/identity';
import type { PageSize } from '@fuyuan/unit-feeds';
import { FeedBell } from './feed-bell';
import { FeedDoor } from './feed-door';
import type { FeedPlace } from './feed-place';
import { FeedReader, type FeedPage } from './feed-reader';
import { FeedSeats } from './feed-seats';

export type Waiting = Readonly<{
  actor: Actor;
  place: FeedPlace;
  size: PageSize;
  /** At most so long, in milliseconds. */
  ms: number;
  /** The one who asked has left. */
  gone: AbortSignal;
}>;

/** Waits for what is not there yet, for those who ask by long poll. */
@Injectable()
export class FeedWaiting {
  private readonly waiting = new Set<AbortController>();

  constructor(
    private readonly reader: FeedReader,
    private readonly bell: FeedBell,
    private readonly seats: FeedSeats,
    private readonly door: FeedDoor,
  ) {
    door.onClosing(() => this.waiting.forEach((over) => over.abort()));
  }

  /** The page, once something is on it; empty where nothing came in time. Errors: Problem `too-many-streams`. */
  async page({ actor, place, size, ms, gone }: Waiting): Promise<FeedPage> {
    const leave = this.seats.take(actor);
    const over = new AbortController();
    const timer = setTimeout(() => over.abort(), ms);
    this.waiting.add(over);
    const bell = new Rings([over.signal, gone]);
    const listenNoMore = this.bell.listen(actor.unit, () => bell.ring());
    try {
      for (;;) {
        const page = await this.reader.page(actor.unit, place, size);
        if (page.messages.length > 0 || bell.isOver || this.door.isClosing) return page;
        await bell.next();
      }
    } finally {
      clearTimeout(timer);
      this.waiting.delete(over);
      listenNoMore();
      leave();
    }
  }
}

/** Whether it rang since it was last asked, and the next time it does. */
class Rings {
  private isRung = false;
  private wake: () => void = () => undefined;

  constructor(private readonly ends: readonly AbortSignal[]) {
    for (const end of ends) end.addEventListener('abort', () => this.wake(), { once: true });
  }

  get isOver(): boolean {
    return this.ends.some(({ aborted }) => aborted);
  }

  ring(): void {
    this.isRung = true;
    this.wake();
  }

  async next(): Promise<void> {
    if (!this.isRung && !this.isOver) await new Promise<void>((resolve) => (this.wake = resolve));
    this.isRung = false;
  }
}
