import { Deadline } from './deadline';
import type { EventStoreClients } from './event-store-clients';
import type { EventStoreSettings } from './options';
import { readForwards } from './read-forwards';

/** A stream that is never written: that it is not there is answer enough. */
const NOWHERE = 'fuyuanPing-0';

/** Whether the event store answers, and writes. */
export class EventStoreHealth {
  private underWay: Promise<boolean> | undefined;

  constructor(
    private readonly clients: EventStoreClients,
    private readonly settings: EventStoreSettings,
  ) {}

  /**
   * True when it answered in time (`pingDeadlineMs`) and did not just refuse to write; never throws. Asked by many at
   * once, it asks the store once.
   */
  ping(): Promise<boolean> {
    this.underWay ??= this.ask().finally(() => (this.underWay = undefined));
    return this.underWay;
  }

  private async ask(): Promise<boolean> {
    if (this.clients.appending.refuses) return false;
    const deadline = new Deadline(this.settings.pingDeadlineMs);
    try {
      await readForwards(this.clients.reading, NOWHERE, { from: 0, limit: 1, deadline }, () => undefined);
      return true;
    } catch {
      return false;
    }
  }
}
