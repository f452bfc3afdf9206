/**
 * What the log says of an act. The same request repeated gets the same receipt, whenever it is repeated.
 * When the record said so already, nothing is recorded: no event ids, and only the stream is named.
 */
export type Receipt = Recorded | NothingNew;

export type Recorded = Readonly<{
  recorded: true;
  eventIds: readonly string[];
  stream: string;
  /** Revision of the last event of this act in its stream, from 0. */
  revision: number;
  /** Position of the last event of this act in the whole log; opaque, only comparable within one log. */
  position: string;
  /** When the act was recorded, UTC, ISO 8601. */
  recordedAt: string;
  /** Set on the receipt of a repeated request, which recorded nothing anew; all else in it is as it was the first time. */
  repeated?: true;
}>;

export type NothingNew = Readonly<{ recorded: false; eventIds: readonly []; stream: string }>;
