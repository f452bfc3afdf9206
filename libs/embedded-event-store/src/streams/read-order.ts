import { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { badRequest, notSupported } from '../server/refusals';
import type { Direction } from '../store/events';
import type { UuidForm } from '../wire/read-reply';
import { eventFilter, type EventFilter } from './event-filter';
import { streamName } from './proposal';

import Options = ReadReq.Options;

/** A revision or a position, or one end of what is read. */
export type Start = 'start' | 'end' | number;

/** What a Streams/Read request asks for. */
export interface ReadOrder {
  /** Undefined for $all. */
  readonly stream: string | undefined;
  readonly start: Start;
  readonly direction: Direction;
  /** Undefined for a subscription. */
  readonly count: number | undefined;
  readonly filter: EventFilter | undefined;
  readonly resolveLinks: boolean;
  readonly uuids: UuidForm;
}

const PROJECTED = /^\$(ce|et|bc|category|by_category|streams)(-|$)/;

/** @throws ServiceError that says what is wrong with the request */
export function readOrder(request: ReadReq): ReadOrder {
  const options = request.getOptions();
  if (!options) throw badRequest('The read has no options.');
  const filter = options.getFilter();
  return {
    ...place(options),
    direction: options.getReadDirection() === Options.ReadDirection.BACKWARDS ? 'backwards' : 'forwards',
    count: options.hasSubscription() ? undefined : Number(options.getCount()),
    filter: filter && eventFilter(filter),
    resolveLinks: options.getResolveLinks(),
    uuids: options.getUuidOption()?.hasStructured() ? 'halves' : 'text',
  };
}

function place(options: Options): { stream: string | undefined; start: Start } {
  const ofStream = options.getStream();
  if (ofStream) {
    const start = startOf(ofStream, () => Number(ofStream.getRevision()));
    return { stream: readable(ofStream.getStreamIdentifier()?.getStreamName_asU8()), start };
  }
  const ofAll = options.getAll();
  if (!ofAll) throw badRequest('The read names neither a stream nor $all.');
  return { stream: undefined, start: startOf(ofAll, () => Number(ofAll.getPosition()?.getCommitPosition() ?? 0)) };
}

function startOf(options: Options.StreamOptions | Options.AllOptions, exact: () => number): Start {
  if (options.hasStart()) return 'start';
  return options.hasEnd() ? 'end' : exact();
}

function readable(name: Uint8Array | undefined): string {
  const stream = streamName(name ?? new Uint8Array());
  if (PROJECTED.test(stream)) throw notSupported(`The system projection behind '${stream}'`);
  return stream;
}
