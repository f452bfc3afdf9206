import { ReadResp } from '@eventstore/db-client/generated/persistent_pb';
import { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import type { StoredEvent } from '../store/events';
import { uuidText } from '../wire/uuid';

/** An event on its way through a group, until somebody settles it. */
export interface Message {
  /** What is acknowledged: the event of the source, which may be a link. */
  readonly event: StoredEvent;
  /** What the link points at, for groups that resolve links. */
  readonly target: StoredEvent | undefined;
  readonly id: string;
  readonly cursor: number;
  /** Its revision in the parked stream, when it comes from there. */
  readonly parkedAt: number | undefined;
  /** How often it was given out in vain. */
  retries: number;
}

/** The stream whose events should keep together. */
export const streamOf = ({ event, target }: Message): string => (target ?? event).stream;

export function asResponse({ event, target, retries }: Message, isLink: boolean): ReadResp {
  const read = new ReadResp.ReadEvent();
  const shown = isLink ? target : event;
  if (shown) read.setEvent(recorded(shown));
  if (isLink) read.setLink(recorded(event));
  read.setCommitPosition(String(event.position));
  read.setRetryCount(retries);
  return new ReadResp().setEvent(read);
}

function recorded(event: StoredEvent): ReadResp.ReadEvent.RecordedEvent {
  const record = new ReadResp.ReadEvent.RecordedEvent();
  record.setId(new UUID().setString(uuidText(event.id)));
  record.setStreamIdentifier(new StreamIdentifier().setStreamName(Buffer.from(event.stream, 'utf8')));
  record.setStreamRevision(String(event.revision));
  record.setCommitPosition(String(event.position));
  record.setPreparePosition(String(event.position));
  record.setData(event.data);
  record.setCustomMetadata(event.metadata);
  const metadata = record.getMetadataMap();
  metadata.set('type', event.type);
  metadata.set('content-type', event.json ? 'application/json' : 'application/octet-stream');
  // .NET ticks since 1970: units of 100 ns.
  metadata.set('created', `${event.created}0000`);
  return record;
}
