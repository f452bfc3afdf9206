import { inGeneration, type Audience } from '@fuyuan/contracts';
import { feedLimitsOf, type FeedConfig, type UnitFeeds } from '@fuyuan/feed-desk';
import type { KafkaClient } from '@fuyuan/kafka';
import { liveView, type ReadDatabase } from '@fuyuan/read-model';
import { FeedKeeper, FeedWatch } from '@fuyuan/unit-feeds';
import { unitsProjection, UnitsOfView } from '@fuyuan/views';
import { feedsBehind } from './feeds-behind';
import type { ReadSideConfig } from './read-side.config';
import { UnitFeedsFollowing } from './unit-feeds-following';

export type KafkaUnitFeedsOptions = Readonly<{
  kafka: KafkaClient;
  audience: Audience;
  database: ReadDatabase;
  config: Readonly<ReadSideConfig & FeedConfig>;
  now: () => Date;
  failed: (error: unknown, what: string) => void;
}>;

/** The feeds of the units of one side, kept from Kafka by this process and others of the side. */
export class KafkaUnitFeeds {
  /** For whoever hands them out. */
  readonly feeds: UnitFeeds;
  private readonly watch: FeedWatch;
  private readonly following: UnitFeedsFollowing;

  constructor({ kafka, audience, database, config, now, failed }: KafkaUnitFeedsOptions) {
    const { topicsGeneration: generation, groupSessionTimeout: sessionTimeoutMs } = config;
    this.watch = new FeedWatch({ database, failed: (error) => failed(error, 'feeds') });
    this.following = new UnitFeedsFollowing({
      ...{ kafka, audience, generation, sessionTimeoutMs, failed },
      ...{ units: new UnitsOfView({ audience, database, now }), keeper: new FeedKeeper(database) },
      areUnitsRead: async () => (await liveView(database, unitsProjection)).build.caught_up === 1,
      wrote: () => void this.watch.look(),
    });
    const topicsOf = (feeds: readonly string[]) => feeds.map((feed) => inGeneration(feed, generation));
    const behind = (feeds: readonly string[]) => feedsBehind(kafka, database, topicsOf(feeds));
    this.feeds = { database, watch: this.watch, limits: feedLimitsOf(config), behind };
  }

  begin(): void {
    this.following.begin();
    this.watch.begin();
  }

  async stop(): Promise<void> {
    await Promise.all([this.following.stop(), this.watch.stop()]);
  }
}
