import { Injectable } from '@nestjs/common';
import type { Actor } from '@fuyuan/identity';
import { Problem } from '@fuyuan/platform';
import {
  chainAt,
  feedAfter,
  feedCalled,
  openFeedOf,
  pageOf,
  storeStanding,
  type ChainedMessage,
  type FeedStanding,
  type PageSize,
} from '@fuyuan/unit-feeds';
import { ReadingRoom, ReadSide } from '@fuyuan/views';
import { UnitFeeds } from './feed-options';
import { beginningOf, placeIn, type FeedPlace } from './feed-place';

/** Messages of one feed and the place after them; `isOver`: it has ended there, and no other one of the unit follows. */
export type FeedPage = Readonly<{ messages: readonly ChainedMessage[]; next: FeedPlace; isOver: boolean }>;

/** Reads the feed of the unit that asks, and of no other. */
@Injectable()
export class FeedReader {
  constructor(
    private readonly feeds: UnitFeeds,
    private readonly side: ReadSide,
    private readonly room: ReadingRoom,
  ) {}

  /** Errors: Problem `not-of-this-side`; ViewNotReady. */
  async admit({ unit }: Pick<Actor, 'unit'>): Promise<void> {
    const directory = await this.room.today();
    if (directory.find(unit)?.system === this.side.audience) return;
    throw new Problem('not-of-this-side', { values: { unitId: unit }, members: { unitId: unit } });
  }

  /**
   * Where a cursor of the unit leads; without one, to the beginning of its last subscription. Errors: Problem
   * `unit-not-subscribed`, `feed-cursor-…`, `feed-made-anew`, `feed-being-made`.
   */
  async placeOf(unitId: string, cursor: string | undefined): Promise<FeedPlace> {
    if (cursor === undefined) return beginningOf((await this.last(unitId)).feed);
    const place = placeIn(unitId, cursor);
    const { db } = this.feeds.database;
    if (place.nth === 0 && (await feedCalled(db, place.feed))) return place;
    const chain = await chainAt(db, place.feed, place.nth);
    if (chain === place.chain) return place;
    if (chain === undefined) await this.requireCaughtUp();
    throw new Problem('feed-made-anew');
  }

  /** What follows a place. Where the feed has ended and the unit has another since, what follows is at its beginning. */
  async page(unitId: string, place: FeedPlace, size: PageSize): Promise<FeedPage> {
    const { db } = this.feeds.database;
    const messages = await pageOf(db, place.feed, place.nth, size);
    const last = messages.at(-1);
    if (last) return { messages, next: { ...place, nth: last.nth, chain: last.chain }, isOver: false };
    const standing = await feedCalled(db, place.feed);
    if (!standing || standing.isOpen || standing.last > place.nth) return { messages, next: place, isOver: false };
    const following = await feedAfter(db, unitId, standing.subscription);
    if (!following) return { messages, next: place, isOver: true };
    return this.page(unitId, beginningOf(following.feed), size);
  }

  private async last(unitId: string): Promise<FeedStanding> {
    const standing = await openFeedOf(this.feeds.database.db, unitId);
    if (standing) return standing;
    await this.requireCaughtUp();
    throw new Problem('unit-not-subscribed', { values: { unitId }, members: { unitId } });
  }

  private async requireCaughtUp(): Promise<void> {
    const { isCaughtUp } = await storeStanding(this.feeds.database.db);
    if (!isCaughtUp) throw new Problem('feed-being-made', { headers: { 'retry-after': '5' } });
  }
}
