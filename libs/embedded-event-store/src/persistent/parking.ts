import type { EventLog } from '../store/event-log';
import type { StoredEvent } from '../store/events';
import { LINK } from '../store/links';
import { metadataEvent, newId } from '../store/system-events';
import { parkedStream, type GroupName } from './group-name';
import type { Message } from './message';

const TRUNCATE_EVERY = 100;

/** What came from the parked stream: its revision there and, unless it is gone, the event it points at. */
export interface Replayed {
  readonly parkedAt: number;
  readonly event: StoredEvent | undefined;
}

/**
 * The events of a group that nobody could handle: links in a stream of its own, which anyone may read. Replayed ones
 * are taken off it only when they are settled, so that a fault in between loses none.
 */
export class Parking {
  readonly stream: string;
  private next: number;
  private readonly out = new Set<number>();
  private settledSince = 0;

  constructor(
    private readonly log: EventLog,
    name: GroupName,
    private replayTo: number,
  ) {
    this.stream = parkedStream(name);
    this.next = this.first();
  }

  /** How many wait there, without those that are being replayed. */
  get count(): number {
    const { state, last } = this.log.streamState(this.stream);
    return state === 'open' ? Math.max(0, last + 1 - Math.max(this.first(), this.replayTo)) : 0;
  }

  /** Whether a replay has more to take. */
  get pending(): boolean {
    return this.next < this.replayTo;
  }

  get replaying(): boolean {
    return this.pending || this.out.size > 0;
  }

  async add({ event }: Message, reason: string): Promise<void> {
    const link = {
      id: newId(),
      type: LINK,
      json: false,
      data: Buffer.from(`${event.revision}@${event.stream}`, 'utf8'),
      metadata: Buffer.from(JSON.stringify({ added: new Date().toISOString(), reason }), 'utf8'),
    };
    const result = await this.log.append({ stream: this.stream, expected: 'any', events: [link] });
    if (result.outcome !== 'stored') throw new Error(`The stream ${this.stream} takes nothing: ${result.outcome}.`);
  }

  /** Where a replay ends: before the revision `stopAt` of the parked stream, or with what is parked now. */
  endOfReplay(stopAt: number | undefined): number {
    const { state, last } = this.log.streamState(this.stream);
    const all = state === 'open' ? last + 1 : 0;
    return Math.max(this.replayTo, Math.min(all, stopAt ?? all));
  }

  replay(to: number): void {
    this.next = Math.max(this.next, this.first());
    this.replayTo = to;
  }

  /** The next ones of a replay that is under way. */
  take(limit: number): Replayed[] {
    if (!this.pending || limit <= 0) return [];
    const page = this.log.readStream(this.stream, { from: this.next, direction: 'forwards', limit });
    const links = page.state === 'open' ? page.events.filter(({ revision }) => revision < this.replayTo) : [];
    this.next = (links.at(-1)?.revision ?? this.replayTo - 1) + 1;
    for (const { revision } of links) this.out.add(revision);
    return links.map((link) => ({ parkedAt: link.revision, event: this.log.resolve(link) }));
  }

  async settled(parkedAt: number): Promise<void> {
    this.out.delete(parkedAt);
    this.settledSince += 1;
    if (this.replaying && this.settledSince < TRUNCATE_EVERY) return;
    this.settledSince = 0;
    const [oldest = this.next] = this.out;
    await this.log.append({
      stream: `$$${this.stream}`,
      expected: 'any',
      events: [metadataEvent({ $tb: oldest })],
    });
  }

  async remove(): Promise<void> {
    if (this.log.streamState(this.stream).state === 'open') await this.log.remove(this.stream, 'any', 'soft');
  }

  private first(): number {
    const page = this.log.readStream(this.stream, { from: 0, direction: 'forwards', limit: 1 });
    return (page.state === 'open' && page.events[0]?.revision) || 0;
  }
}
