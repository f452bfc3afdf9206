import { Whole } from '@fuyuan/platform';
import type { FeedLimits } from './feed-options';

/** How many server-sent streams of feeds may be open at once; `.env.example` tells of each variable. */
export class FeedConfig {
  @Whole({ min: 1, max: 10_000, optional: true })
  feedStreamsPerAccount = 5;

  @Whole({ min: 1, max: 10_000, optional: true })
  feedStreamsPerUnit = 20;

  /** Of all units of one read side, in one process. */
  @Whole({ min: 1, max: 100_000, optional: true })
  feedStreams = 2_000;
}

export const feedLimitsOf = (config: Readonly<FeedConfig>): FeedLimits => ({
  perAccount: config.feedStreamsPerAccount,
  perUnit: config.feedStreamsPerUnit,
  all: config.feedStreams,
});
