/**
 * `building`: read from the beginning, not asked yet. `live`: the one that is asked. `former`: it was, and is kept up
 * to date, so that one can switch back. `proof`: read from the beginning to verify another one, never asked.
 */
export type BuildStatus = 'building' | 'live' | 'former' | 'proof';

/** One making of a projection, with tables of its own. */
export type BuildRow = Readonly<{
  build: number;
  projection: string;
  version: number;
  shape: string;
  status: BuildStatus;
  /** Counts up with every transaction on the build, which takes its turn by that. */
  writes: number;
  /** 1 once it had read all that there was. */
  caught_up: number;
  /** When the newest message that it has was recorded; UTC. */
  recorded_at: string | null;
  /** UTC. */
  begun_at: string;
  /** How many messages were folded. */
  messages: number;
  /**
   * Rows are written of records up to this one only, in the order of code points: a build that nobody asks folds first,
   * and writes each row once when it has read everything. `null`: of all.
   */
  rows_to: string | null;
}>;

/** How far a build has read a part of its feed. `next` is the feed's own word. */
export type CursorRow = Readonly<{ build: number; source: string; next: string }>;

/** What is kept of a record, beside its rows. */
export type RecordRow = Readonly<{
  record_id: string;
  revision: number;
  last_event: string;
  count: number;
  chain: string;
  state: string;
}>;

/** A record that is stuck, and since when; UTC. */
export type ParkedRow = Readonly<{
  build: number;
  record_id: string;
  since: string;
  fingerprint: string;
  message: string;
  type: string;
  revision: number;
  attempts: number;
}>;

/** What came for a record while it was stuck, in order. */
export type ParkedMessageRow = Readonly<{ build: number; record_id: string; nth: number; text: string }>;

export type OperationKind = 'rebuild' | 'verify' | 'compare' | 'switch' | 'drop' | 'retry' | 'skip' | 'replay';

/**
 * What an operator asked for: who, why, and what came of it; instants are UTC. Whoever asks only writes the row; a
 * process that makes the views takes it up, and holds it for a while at a time, so that another goes on when it ends.
 */
export type OperationRow = Readonly<{
  id: string;
  at: string;
  account: string;
  kind: OperationKind;
  projection: string;
  build: number | null;
  record_id: string | null;
  reason: string;
  status: 'open' | 'running' | 'done' | 'failed';
  progress: string | null;
  result: string | null;
  ended_at: string | null;
  holder: string | null;
  held_until: string | null;
  /** How often it was taken up since it last came forward. */
  attempts: number;
}>;

/** Numbers that are given once, also when what bore one is gone. */
export type CounterRow = Readonly<{ name: string; last: number }>;

/** The tables that are there whatever the views are. */
export type EngineTables = {
  builds: BuildRow;
  cursors: CursorRow;
  parked: ParkedRow;
  parked_messages: ParkedMessageRow;
  operations: OperationRow;
  counters: CounterRow;
};
