import type { Fact } from '@fuyuan/domain';
import type { Codec } from './codec';
import { metadataFrom } from './metadata';
import type { LogEvent } from './read/log-answer';
import { UnreadableEvent } from './unreadable-event';

/** What the domain says of one kind of record. */
export type Model<State, Event extends Fact> = Readonly<{
  initial: State;
  evolve: (state: State, event: Event) => State;
}>;

/** One kind of record as this room keeps it: streams are named `<category>-<id>`. */
export type RecordKind<State, Event extends Fact> = Model<State, Event> &
  Readonly<{ category: string; codec: Codec<Event> }>;

/**
 * A record folded up to a revision (-1: nothing yet). It only ever goes forward, one event at a time and each once, so
 * that commands, reads and refreshes of the same record may feed it side by side.
 */
export class FoldedRecord<State, Event extends Fact> {
  state: State;
  revision = -1;
  /** The highest revision that anyone told of; above `revision` there is something to read. */
  heard = -1;
  /** The time of freshness (see UnitFreshness) in which it was last known to be whole. */
  era = -1;
  /** By request, the revision of its last event: all that a repeated request needs to be recognised. */
  private readonly requests = new Map<string, number>();

  constructor(private readonly kind: RecordKind<State, Event>) {
    this.state = kind.initial;
  }

  /** The revision of the last event that a request brought about. */
  revisionOf(requestId: string): number | undefined {
    return this.requests.get(requestId);
  }

  /** How many requests are remembered. */
  get remembered(): number {
    return this.requests.size;
  }

  /** Takes an event from the log. Errors: UnreadableEvent. */
  takeStored(event: LogEvent): void {
    const { revision } = event;
    if (revision <= this.revision) return;
    if (revision > this.revision + 1) throw new UnreadableEvent(event, 'the events before it are missing');

    const { requestId } = metadataFrom(event);
    this.take(this.kind.codec.decode(event), revision, requestId);
  }

  /** Takes an event that was just appended at that revision. */
  take(event: Event, revision: number, requestId: string): void {
    if (revision !== this.revision + 1) return;

    this.state = this.kind.evolve(this.state, event);
    this.revision = revision;
    this.requests.set(requestId, revision);
  }
}
