import type { Column } from '../table';

/** A table as it lies in the database, the columns of its key among its columns. */
export type PhysicalTable = Readonly<{
  name: string;
  columns: Readonly<Record<string, Column>>;
  key: readonly string[];
  searched?: readonly string[];
  seenBy?: string;
  /** Its rows are small, and asked for by the beginning of their key. */
  isClustered?: boolean;
}>;
