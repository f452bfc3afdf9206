export { FeedKeeper } from './feed-keeper';
export type { Delivered, FeedBatch, FeedMessage } from './feed-message';
export {
  chainAt,
  feedCalled,
  feedsAfter,
  feedsWrittenAfter,
  feedTotals,
  openFeedOf,
  pageOf,
  storeStanding,
  type ChainedMessage,
  type FeedStanding,
} from './feed-pages';
export { migrateFeeds } from './feed-tables';
export { FeedWatch, type FeedWatchOptions } from './feed-watch';
