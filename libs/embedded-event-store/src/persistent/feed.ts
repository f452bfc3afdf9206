import type { EventLog } from '../store/event-log';
import type { StoredEvent } from '../store/events';
import { LINK } from '../store/links';
import { uuidText } from '../wire/uuid';
import type { GroupSettings } from './group-settings';
import type { Ledger } from './ledger';
import type { Message } from './message';
import type { Parking } from './parking';
import type { Source } from './source';

interface Parts {
  readonly log: EventLog;
  readonly source: Source;
  readonly ledger: Ledger;
  readonly parking: Parking;
  readonly settings: GroupSettings;
}

/** Reads ahead for a group: never more than its history buffer holds, and only while somebody takes part. */
export class Feed {
  /** What waits to be given out: what comes again goes first. */
  readonly again: Message[] = [];
  readonly fresh: Message[] = [];
  /** True while there is nothing more to read. */
  live = false;
  private roomMade: () => void = () => undefined;
  private replayAsked: () => void = () => undefined;

  constructor(
    private readonly parts: Parts,
    private cursor: number,
  ) {}

  /** Runs until `signal` aborts. `ready` is told after every page. */
  async run(ready: () => void, signal: AbortSignal): Promise<void> {
    signal.addEventListener('abort', () => this.roomMade());
    while (!signal.aborted) {
      const seen = this.parts.log.lastPosition;
      if (this.hungry) {
        this.replay();
        const more = this.read() || this.parts.parking.pending;
        this.live = !more;
      }
      ready();
      await this.next(seen, signal);
    }
  }

  /** Something was given out. */
  taken(): void {
    if (this.hungry) this.roomMade();
  }

  /** There is something to replay. */
  wake(): void {
    this.live = false;
    this.replayAsked();
    this.roomMade();
  }

  comesAgain(message: Message): void {
    const place = this.again.findIndex(({ cursor }) => cursor > message.cursor);
    this.again.splice(place < 0 ? this.again.length : place, 0, message);
  }

  /** Room for a whole page: reading event by event would cost a query each. */
  private get hungry(): boolean {
    return this.room >= Math.min(this.parts.settings.readBatchSize, this.parts.settings.historyBufferSize);
  }

  private get room(): number {
    return this.parts.settings.historyBufferSize - this.fresh.length - this.again.length;
  }

  /** Resolves when there may be more to read, and room for it. */
  private next(seen: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    if (!this.hungry) return new Promise((resolve) => (this.roomMade = resolve));
    if (!this.live) return new Promise((resolve) => void setImmediate(resolve));
    const asked = new AbortController();
    this.replayAsked = () => asked.abort();
    return this.parts.log.tail.grownPast(seen, AbortSignal.any([signal, asked.signal]));
  }

  /** False when nothing was left to read. */
  private read(): boolean {
    const { source, ledger, settings } = this.parts;
    const page = source.after(this.cursor, Math.min(settings.readBatchSize, this.room));
    for (const event of page.events) {
      const cursor = source.cursorOf(event);
      ledger.took(cursor);
      this.fresh.push(this.message(event, cursor, undefined));
    }
    const moved = page.cursor !== this.cursor;
    this.cursor = page.cursor;
    ledger.passed(page.cursor);
    return moved;
  }

  private replay(): void {
    const { parking, source, settings } = this.parts;
    for (const { parkedAt, event } of parking.take(Math.min(settings.readBatchSize, this.room))) {
      if (event) this.comesAgain(this.message(event, source.cursorOf(event), parkedAt));
      else void parking.settled(parkedAt).catch(() => undefined);
    }
  }

  private message(event: StoredEvent, cursor: number, parkedAt: number | undefined): Message {
    const { log, settings } = this.parts;
    const target = settings.resolveLinks && event.type === LINK ? log.resolve(event) : undefined;
    return { event, target, id: uuidText(event.id), cursor, parkedAt, retries: 0 };
  }
}
