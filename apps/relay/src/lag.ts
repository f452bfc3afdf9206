import { isAfter, positionOf, type Place, type RecordedLog } from '@fuyuan/event-store';
import type { Checkpoint } from './checkpoint';
import type { Counted } from './routing-memory';

/** How far what is published is behind what is recorded. */
export type Lag = Readonly<{
  /** Facts that are recorded and not yet published; null while nothing is known to judge by. */
  events: number | null;
  /**
   * `counted`: this relay has read the log to its end, and knows. `estimated`: it has not; the positions of a log grow
   * with what is written, and what was read so far says how many facts that is.
   */
  known: 'counted' | 'estimated';
  /** The age of the oldest of them, by the clocks of the store, which took it, and of this process; 0 when there is none. */
  seconds: number;
  /** When the end of the log was last seen; UTC. It is older than the question only while the store is away. */
  asOf: string;
}>;

type Known = Readonly<{ checkpoint: Checkpoint; counted: Counted | undefined }>;
type Seen = Readonly<{ end: Place | undefined; next: Place | undefined; at: Date }>;

/** Asks the store, each time, for the end of the log and for the first fact that is not published. */
export class LagWatch {
  private seen: Seen | undefined;
  private asked: Promise<void> | undefined;

  constructor(
    private readonly log: RecordedLog,
    /** Undefined while it is not known how far the topics are: another leads. */
    private readonly known: () => Known | undefined,
    private readonly now: () => Date,
  ) {}

  /** Null while another relay leads, or nothing is known yet. While the store is away, what was last seen, grown older. */
  async look(): Promise<Lag | null> {
    if (!this.known()) return null;
    // Questions that come together are one.
    this.asked ??= this.ask().finally(() => (this.asked = undefined));
    await this.asked.catch(() => undefined);
    const known = this.known();
    return known && this.seen ? lagOf(this.seen, known, this.now()) : null;
  }

  private async ask(): Promise<void> {
    const known = this.known();
    if (!known) return;
    const next = await this.log.next(known.checkpoint.position);
    this.seen = { next, end: next && (await this.log.last()), at: this.now() };
  }
}

/** Errors: RangeError when what was seen is of no log. */
export function lagOf({ end, next, at }: Seen, { checkpoint, counted }: Known, now: Date): Lag {
  const asOf = at.toISOString();
  const isPublished = (place: Place) => checkpoint.position !== null && !isAfter(place.position, checkpoint.position);
  if (!end || !next || isPublished(end)) return { events: 0, known: 'counted', seconds: 0, asOf };

  const isCounted = counted !== undefined && !isAfter(end.position, counted.position);
  const events = isCounted ? counted.facts - checkpoint.facts : estimated(end, checkpoint, counted);
  // What was the oldest may be published by now: then the last is the least of what is still behind.
  const oldest = isPublished(next) ? end : next;
  const seconds = Math.max(0, now.getTime() - Date.parse(oldest.recordedAt)) / 1000;
  const atLeast = events === null ? null : Math.max(1, events);
  return { events: atLeast, known: isCounted ? 'counted' : 'estimated', seconds, asOf };
}

function estimated(end: Place, checkpoint: Checkpoint, counted: Counted | undefined): number | null {
  const published = checkpoint.position === null ? undefined : { ...checkpoint, position: checkpoint.position };
  const read = counted && counted.facts > checkpoint.facts ? counted : published;
  if (!read || read.facts === 0) return null;
  const [whole, part] = [positionOf(end.position).commit, positionOf(read.position).commit];
  return part === 0n ? null : Math.round((read.facts * Number(whole)) / Number(part)) - checkpoint.facts;
}
