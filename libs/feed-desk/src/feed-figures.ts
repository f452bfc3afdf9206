import { Injectable } from '@nestjs/common';
import { Metrics } from '@fuyuan/platform';
import { feedTotals } from '@fuyuan/unit-feeds';
import { ReadSide } from '@fuyuan/views';
import { UnitFeeds } from './feed-options';
import { FeedSeats } from './feed-seats';

/** A collection asks four figures at once: one look serves them. */
const SAME_MS = 500;

type Totals = Awaited<ReturnType<typeof feedTotals>>;

/** The feeds of one read side among the figures of the process, under its name. */
@Injectable()
export class FeedFigures {
  private looked: Readonly<{ at: number; totals: Promise<Totals> }> | undefined;

  constructor(
    metrics: Metrics,
    side: ReadSide,
    seats: FeedSeats,
    private readonly feeds: UnitFeeds,
  ) {
    const labels = { side: side.audience };
    const of = (name: keyof Totals) => async () => (await this.totals())[name];
    metrics.gaugeFor('feed_streams_open', 'Streams and long polls of feeds that are open.', labels, () => seats.all);
    metrics.gaugeFor('feeds', 'Feeds of units, ended ones too.', labels, of('feeds'));
    metrics.gaugeFor('feeds_open', 'Feeds whose subscription runs.', labels, of('open'));
    metrics.gaugeFor('feed_messages', 'Messages in all feeds.', labels, of('messages'));
    metrics.gaugeFor('feed_unreadable', 'Texts that were no messages and are in no feed.', labels, of('unreadable'));
  }

  private totals(): Promise<Totals> {
    const now = performance.now();
    if (!this.looked || now - this.looked.at > SAME_MS) {
      this.looked = { at: now, totals: feedTotals(this.feeds.database.db) };
    }
    return this.looked.totals;
  }
}
