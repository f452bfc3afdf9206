import type { Family } from '@fuyuan/contracts';
import type { Batch } from './batch';

/** Whoever reads a feed, from where it stands. */
export type Reader = Readonly<{
  /** The build, in words that are its own within the read side: `referrals-3`. */
  name: string;
  /** The families of topics that it reads, in every generation alike. */
  families: readonly Family[];
  /** Where to go on, by part of the feed. Asked at the beginning, and again after an error of `take`. */
  cursors: () => Promise<ReadonlyMap<string, string>>;
  /**
   * In order for each part; batches of several parts are taken together, all or none. What it throws is tried again
   * after a pause, from where `cursors` says then.
   */
  take: (...batches: readonly Batch[]) => Promise<void>;
  /** There was nothing more to read, for the first time. */
  caughtUp: () => void;
}>;

export type Following = Readonly<{
  /** Resolves when nothing is under way any more. */
  stop: () => Promise<void>;
}>;

/** Port: what is published to one read side, in the order of each record; from Kafka, or from the log itself. */
export abstract class Feed {
  abstract follow(reader: Reader): Following;
}
