import type { Audience } from '@fuyuan/contracts';
import type { RecordedLog } from '@fuyuan/event-store';
import type { Feed, Following } from '@fuyuan/read-model';
import type { FeedKeeper } from '@fuyuan/unit-feeds';
import { LogPass } from './log-pass';
import { LogReader, type OneWhoReads } from './log-reader';
import { feedReading, viewReading } from './log-readings';

export type LogFeedsOptions = Readonly<{
  log: RecordedLog;
  /** Everything up to here is written, for all who read from the beginning of this process. */
  reached: (position: string) => void;
  failed: (error: unknown) => void;
}>;

/**
 * The log itself as the feed of every read side of this process: translated by the same `publishing` as for Kafka.
 * Whoever reads before `begin` shares one pass; a view that is made anew later has a pass of its own.
 */
export class LogFeeds {
  private readonly first: OneWhoReads[] = [];
  private shared: LogPass | undefined;

  constructor(private readonly options: LogFeedsOptions) {}

  of(audience: Audience): Feed {
    return { follow: (reader) => this.follow(new LogReader(viewReading(audience, reader))) };
  }

  /** Keeps what the units of one side are told, from the first pass on. */
  keep(audience: Audience, keeper: FeedKeeper): Following {
    return this.follow(new LogReader(feedReading(audience, keeper, this.options.failed)));
  }

  async begin(): Promise<void> {
    this.shared = new LogPass({ ...this.options, readers: this.first });
    await this.shared.begin();
  }

  private follow(reader: OneWhoReads): Following {
    if (!this.shared) {
      this.first.push(reader);
      return { stop: async () => this.shared?.leave(reader) };
    }
    const pass = new LogPass({ ...this.options, readers: [reader], reached: () => undefined });
    const begun = pass.begin();
    return {
      stop: async () => {
        await begun;
        await pass.stop();
      },
    };
  }
}
