import type { ReadDatabase } from '@fuyuan/read-model';
import { pageOf, type FeedMessage } from '@fuyuan/unit-feeds';
import { webhooksIn, type LaneRow, type LetterRow, type WebhookRow } from '../webhook-tables';
import type { FeedsKnown } from './feeds-known';
import type { HeldWebhook } from './held-webhook';
import { dueLane, firstLetter, laneOf, lanesInDoubt, MOST_IN_DOUBT, putLetter, removeEmptyLane } from './lanes';

/** One message that is to be sent now: the next of the feed, or the first of a lane. */
export type Parcel = Readonly<{
  letter: LetterRow;
  message: FeedMessage;
  /** Of what waited; undefined for the next of the feed. */
  lane: LaneRow | undefined;
  /** The webhook as it stood when this was chosen. */
  from: WebhookRow;
}>;

/** Read ahead at once; as many webhooks as are sent to hold so much in memory. */
const PAGE = { limit: 100, bytes: 512 * 1024 };

/** Chooses what a webhook is sent next: what waits and is due, then what its feed has more, in the order of each record. */
export class NextParcel {
  /** Read ahead of the feed. */
  private page: readonly FeedMessage[] = [];
  private pageOfFeed = '';

  constructor(
    private readonly database: ReadDatabase,
    private readonly held: HeldWebhook,
    private readonly feeds: FeedsKnown,
  ) {}

  /** Undefined where there is nothing to send now. Errors: NotHeld; of the database. */
  async choose(now: Date): Promise<Parcel | undefined> {
    for (;;) {
      const from = await this.held.look();
      const isLeftAlone = from.not_before !== null && from.not_before > now.toISOString();
      if (from.state !== 'active' || isLeftAlone) return undefined;
      const parcel = (await this.ofLane(from, now)) ?? (await this.ofFeed(from));
      if (parcel !== 'again') return parcel;
    }
  }

  private async ofLane(from: WebhookRow, now: Date): Promise<Parcel | 'again' | undefined> {
    const db = webhooksIn(this.database.db);
    const lane = await dueLane(db, from.id, now);
    if (!lane) return undefined;
    const letter = await firstLetter(db, from.id, lane.record_id);
    const [message] = letter ? await pageOf(this.database.db, letter.feed, letter.nth - 1, 1) : [];
    if (letter && message?.nth === letter.nth) return { letter, message, lane, from };
    if (!letter) {
      await removeEmptyLane(db, lane);
      return 'again';
    }
    throw new Error(`Message ${letter.nth} of ${letter.feed} is not there any more.`);
  }

  private async ofFeed(from: WebhookRow): Promise<Parcel | 'again' | undefined> {
    const db = webhooksIn(this.database.db);
    const message = await this.nextOf(from);
    if (!message) return (await this.moveOn(from)) ? 'again' : undefined;
    const letter = letterOf(from, message);
    const lane = await laneOf(db, from.id, message.recordId);
    if (lane) {
      await this.held.write(from, { read_to: message.nth }, (on) => putLetter(on, letter));
      return 'again';
    }
    if ((await lanesInDoubt(db, from)) >= MOST_IN_DOUBT) return undefined;
    return { letter, message, lane: undefined, from };
  }

  private async nextOf({ feed, read_to: readTo }: WebhookRow): Promise<FeedMessage | undefined> {
    const next = () => (this.pageOfFeed === feed ? this.page.find(({ nth }) => nth === readTo + 1) : undefined);
    if (!next()) {
      this.page = await pageOf(this.database.db, feed, readTo, PAGE);
      this.pageOfFeed = feed;
    }
    return next();
  }

  /** A unit that subscribed anew goes on with the feed of that subscription, from its beginning. */
  private async moveOn(from: WebhookRow): Promise<boolean> {
    const later = this.feeds.after(from.unit_id, from.subscription);
    if (!later) return false;
    await this.held.write(from, { feed: later.feed, subscription: later.subscription, read_to: 0 });
    return true;
  }
}

const letterOf = ({ id, feed, subscription }: WebhookRow, message: FeedMessage): LetterRow => ({
  ...{ webhook_id: id, subscription, nth: message.nth, feed, record_id: message.recordId },
  ...{ event_id: message.eventId, type: message.type },
});
