import type { Provider, Type } from '@nestjs/common';
import { FeedBell } from './feed-bell';
import { FeedDoor } from './feed-door';
import { FeedController } from './feed.controller';
import { FeedFigures } from './feed-figures';
import { FeedFrames } from './feed-frames';
import { UnitFeeds } from './feed-options';
import { FeedReader } from './feed-reader';
import { FeedSeats } from './feed-seats';
import { FeedStreams } from './feed-streams';
import { FeedsController } from './feeds.controller';
import { FeedWaiting } from './feed-waiting';

export { FeedConfig, feedLimitsOf } from './feed.config';
export { type FeedLimits, UnitFeeds } from './feed-options';
export { feedProblems } from './feed-problems';
export { cursorAt, placeIn, type FeedPlace } from './feed-place';
export { FeedReader } from './feed-reader';

export const feedControllers: readonly Type[] = [FeedController, FeedsController];

/** Beside `ReadSide` and `ReadingRoom` of the same module. */
export const feedProviders = (feeds: UnitFeeds): Provider[] => [
  { provide: UnitFeeds, useValue: feeds },
  ...[FeedDoor, FeedReader, FeedBell, FeedSeats, FeedFrames, FeedStreams, FeedWaiting, FeedFigures],
];
