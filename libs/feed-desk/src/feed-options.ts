import type { ReadDatabase } from '@fuyuan/read-model';
import type { FeedWatch } from '@fuyuan/unit-feeds';

/** Port: the feeds of one read side, and how it is heard that something came. */
export abstract class UnitFeeds {
  abstract readonly database: ReadDatabase;
  abstract readonly watch: FeedWatch;
  abstract readonly limits: FeedLimits;
  /** How many messages of each feed are not read yet, at most; nothing of feeds of which it is not known. */
  abstract readonly behind: (feeds: readonly string[]) => Promise<ReadonlyMap<string, number>>;
}

/** How many streams may be open at once: of one account, of one unit, of all. */
export type FeedLimits = Readonly<{ perAccount: number; perUnit: number; all: number }>;
