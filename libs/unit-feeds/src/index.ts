export { FeedKeeper } from './feed-keeper';
export type { Delivered, FeedBatch, FeedMessage } from './feed-message';
export {
  chainAt,
  feedAfter,
  feedCalled,
  feedsAfter,
  feedsWrittenAfter,
  feedTotals,
  openFeedOf,
  pageOf,
  placeInFeed,
  storeStanding,
  type ChainedMessage,
  type FeedStanding,
  type PageSize,
} from './feed-pages';
export { migrateFeeds } from './feed-tables';
export { FeedWatch, type FeedWatchOptions } from './feed-watch';
