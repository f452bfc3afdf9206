import { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import type { StoredEvent } from '../store/events';
import type { EventLog } from '../store/event-log';
import { eventFilter } from '../streams/event-filter';
import { ALL, OWN_STREAMS } from './group-name';
import type { FilterSettings, StartFrom } from './group-settings';

import FilterOptions = ReadReq.Options.FilterOptions;

/** Events after a cursor, and up to where the source was looked through for them. */
export interface SourcePage {
  readonly events: readonly StoredEvent[];
  readonly cursor: number;
}

/** What a group reads. Its cursors are revisions of a stream, or positions of the log. */
export interface Source {
  after(cursor: number, limit: number): SourcePage;
  cursorOf(event: StoredEvent): number;
  /** The cursor of the newest event there is; below every event's when there is none. */
  newest(): number;
  /** A cursor as the clients of EventStoreDB read it in a group's information. */
  text(cursor: number): string;
}

export const sourceOf = (log: EventLog, source: string, filter: FilterSettings | undefined): Source =>
  source === ALL ? new LogSource(log, filter) : new StreamSource(log, source);

/** The cursor after which a new group begins. */
export function startOf(source: Source, startFrom: StartFrom): number {
  if (startFrom === 'end') return source.newest();
  return startFrom === 'start' ? -1 : startFrom - 1;
}

class StreamSource implements Source {
  constructor(
    private readonly log: EventLog,
    private readonly stream: string,
  ) {}

  after(cursor: number, limit: number): SourcePage {
    const page = this.log.readStream(this.stream, { from: cursor + 1, direction: 'forwards', limit });
    if (page.state !== 'open') return { events: [], cursor };
    const read = page.events.at(-1)?.revision ?? cursor;
    return { events: page.events, cursor: page.end ? read : Math.max(read, page.next - 1) };
  }

  cursorOf = (event: StoredEvent): number => event.revision;

  newest = (): number => this.log.streamState(this.stream).last;

  text = (cursor: number): string => String(cursor);
}

class LogSource implements Source {
  private readonly passes: (event: StoredEvent) => boolean;

  constructor(
    private readonly log: EventLog,
    filter: FilterSettings | undefined,
  ) {
    this.passes = filter ? passing(filter) : () => true;
  }

  after(cursor: number, limit: number): SourcePage {
    const read = this.log.readAllAfter(Math.max(cursor, 0), limit);
    const events = read.filter((event) => !event.stream.includes(OWN_STREAMS) && this.passes(event));
    return { events, cursor: read.at(-1)?.position ?? cursor };
  }

  cursorOf = (event: StoredEvent): number => event.position;

  newest = (): number => this.log.lastPosition;

  text = (cursor: number): string => `C:${cursor}/P:${cursor}`;
}

/** The same filter as a subscription's. @throws ServiceError when it is none */
export function passing({ on, prefixes, regex }: FilterSettings): (event: StoredEvent) => boolean {
  const expression = new FilterOptions.Expression().setPrefixList([...prefixes]).setRegex(regex);
  const options = new FilterOptions().setCheckpointintervalmultiplier(1);
  if (on === 'type') options.setEventType(expression);
  else options.setStreamIdentifier(expression);
  return eventFilter(options).matches;
}
