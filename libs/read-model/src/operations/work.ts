import type { ReadDatabase } from '../database';
import type { BuildRow, OperationRow } from '../engine-tables';
import type { AnyProjection } from '../projection';
import type { HeldOperation } from './held';

export type OperationDeskOptions = Readonly<{
  database: ReadDatabase;
  projections: readonly AnyProjection[];
  now: () => Date;
  failed: (error: unknown, what: string) => void;
  /** Builds were begun, or dropped: whoever follows them looks. */
  look: () => Promise<void>;
}>;

/** One operation with all that it needs. */
export type Work = Pick<OperationDeskOptions, 'database' | 'now' | 'look'> &
  Readonly<{
    held: HeldOperation;
    row: OperationRow;
    projection: AnyProjection;
    /** The build that is meant; the live one unless told. Errors: CannotBeDone also where it is of another version. */
    build: () => Promise<BuildRow>;
  }>;
