import type { Actor, Cause } from '@fuyuan/application';
import { UnreadableEvent } from './unreadable-event';

/**
 * What is stored beside every event: who, under which request, caused by what, recorded when. The names that begin
 * with `$` are EventStoreDB's own, so that its tools can follow a correlation.
 */
export type EventMetadata = Readonly<{
  $correlationId: string;
  $causationId: string;
  requestId: string;
  fingerprint: string;
  /** Which event of its request this is, from 0, and how many there are. */
  index: number;
  count: number;
  /** UTC, ISO 8601 with milliseconds. */
  recordedAt: string;
  actor: Actor;
}>;

export const metadataOf = (cause: Cause, index: number, count: number, recordedAt: string): EventMetadata => ({
  $correlationId: cause.correlationId,
  $causationId: cause.causationId,
  requestId: cause.request.id,
  fingerprint: cause.request.fingerprint,
  index,
  count,
  recordedAt,
  actor: cause.actor,
});

type Stored = Readonly<{ type: string; streamId: string; revision: number | bigint; metadata?: unknown }>;

/** Errors: UnreadableEvent when the event was not written by this product. */
export function metadataFrom(stored: Stored): EventMetadata {
  const metadata = stored.metadata as Partial<EventMetadata> | undefined;
  if (typeof metadata?.requestId === 'string' && typeof metadata.count === 'number' && metadata.actor) {
    return metadata as EventMetadata;
  }
  throw new UnreadableEvent(stored, 'it does not say who recorded it under which request');
}
