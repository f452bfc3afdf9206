import type { Fact, Instant } from '@fuyuan/domain';
import type { Actor } from './cause';

/** One act of a record as it was recorded. `data` is the fact in its newest shape. */
export type HistoryEntry = Readonly<{
  eventId: string;
  revision: number;
  position: string;
  type: string;
  actor: Actor;
  occurredAt: Instant;
  recordedAt: Instant;
  correlationId: string;
  causationId: string;
  data: Fact['data'];
}>;

export type HistoryPage = Readonly<{ entries: readonly HistoryEntry[]; next: number | null }>;

/** Port: every act of one record, in order, from a revision on. Errors: RecordUnknown, StoreUnavailable. */
export abstract class RecordHistory {
  abstract of(stream: string, from: number, limit: number): Promise<HistoryPage>;
}
