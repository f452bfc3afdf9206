import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Permitted } from '@fuyuan/identity';
import { feedsAfter, storeStanding } from '@fuyuan/unit-feeds';
import { FeedsDocs } from './feed.docs';
import { UnitFeeds } from './feed-options';
import { FeedsQuery } from './feed.requests';
import { FeedSeats } from './feed-seats';
import { FeedsPageView, feedView } from './feeds.view';

/** How the feeds stand, for whoever operates them. Nothing here says what is in a message. */
@ApiTags('投影 Projections')
@Controller('v1/feeds')
export class FeedsController {
  constructor(
    private readonly feeds: UnitFeeds,
    private readonly seats: FeedSeats,
  ) {}

  @FeedsDocs()
  @Permitted('view-projections')
  @Get()
  async list(@Query() { limit, after = '' }: FeedsQuery): Promise<FeedsPageView> {
    const { database, behind } = this.feeds;
    const [rows, { isCaughtUp }] = await Promise.all([
      feedsAfter(database.db, after, limit + 1),
      storeStanding(database.db),
    ]);
    const shown = rows.slice(0, limit);
    const waiting = await behind(shown.map(({ feed }) => feed));
    const items = shown.map((standing) => feedView(standing, waiting.get(standing.feed) ?? null));
    const next = rows.length > limit ? (shown.at(-1)?.feed ?? null) : null;
    return { isCaughtUp, openStreams: this.seats.all, items, next };
  }
}
