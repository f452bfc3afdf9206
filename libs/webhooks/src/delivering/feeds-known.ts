import type { ReadDatabase } from '@fuyuan/read-model';
import { feedsWrittenAfter, type FeedStanding } from '@fuyuan/unit-feeds';

/** How all feeds of a read side stand, brought up to date by what changed. */
export class FeedsKnown {
  private readonly byUnit = new Map<string, Map<number, FeedStanding>>();
  private written = -1;

  constructor(private readonly database: ReadDatabase) {}

  async look(): Promise<void> {
    for (const feed of await feedsWrittenAfter(this.database.db, this.written)) {
      this.written = Math.max(this.written, feed.written);
      const ofUnit = this.byUnit.get(feed.unitId) ?? new Map<number, FeedStanding>();
      ofUnit.set(feed.subscription, feed);
      this.byUnit.set(feed.unitId, ofUnit);
    }
  }

  /** The feed of the next subscription of a unit, where something of it was read. */
  after(unitId: string, subscription: number): FeedStanding | undefined {
    const later = [...(this.byUnit.get(unitId)?.values() ?? [])].filter((feed) => feed.subscription > subscription);
    return later.sort((one, other) => one.subscription - other.subscription)[0];
  }

  /** How many messages a webhook has not been told that stands there. */
  behind({ unit_id, subscription, read_to }: Place): number {
    let behind = 0;
    for (const feed of this.byUnit.get(unit_id)?.values() ?? []) {
      if (feed.subscription === subscription) behind += Math.max(0, feed.last - read_to);
      else if (feed.subscription > subscription) behind += feed.last;
    }
    return behind;
  }
}

export type Place = Readonly<{ unit_id: string; subscription: number; read_to: number }>;
