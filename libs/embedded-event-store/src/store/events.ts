/** What a writer asks to be stored. `id` is the 16 bytes of a UUID; `data` and `metadata` are never looked into. */
export interface ProposedEvent {
  readonly id: Buffer;
  readonly type: string;
  /** True for content type application/json, false for application/octet-stream. */
  readonly json: boolean;
  readonly data: Buffer;
  readonly metadata: Buffer;
}

/** An event as the log holds it. */
export interface StoredEvent extends ProposedEvent {
  /** Where it stands in the whole log: it grows, with gaps, like the log offsets of EventStoreDB. Starts above 0. */
  readonly position: number;
  readonly stream: string;
  /** Its number within its stream, from 0 without gaps. */
  readonly revision: number;
  /** Milliseconds since 1970, UTC. */
  readonly created: number;
}

/** What the writer believes about the stream: any state, none, some, or this last revision. */
export type ExpectedRevision = 'any' | 'no_stream' | 'stream_exists' | number;

export interface Append {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly ProposedEvent[];
  /** Milliseconds since 1970: once it has passed nothing is stored any more. */
  readonly deadline?: number;
}

/**
 * What became of an append, known only after COMMIT. A repeated append (same ids, same expectation) answers
 * `stored` with the first one's revision and position. `current` is undefined when the stream does not exist.
 */
export type AppendResult =
  | { readonly outcome: 'stored'; readonly revision: number; readonly position: number | undefined }
  | { readonly outcome: 'wrong-expected-version'; readonly current: number | undefined }
  | { readonly outcome: 'stream-deleted' }
  | { readonly outcome: 'expired' };

/**
 * A page of one stream. `last` is its newest revision, `next` where the next page begins, `end` true when there is
 * none. A page may be empty and yet not the end, when all it looked at was too old. `missing`: never written to, or
 * soft-deleted.
 */
export type StreamPage =
  | {
      readonly state: 'open';
      readonly events: readonly StoredEvent[];
      readonly last: number;
      readonly next: number;
      readonly end: boolean;
    }
  | { readonly state: 'missing' }
  | { readonly state: 'deleted' };

export type Direction = 'forwards' | 'backwards';
