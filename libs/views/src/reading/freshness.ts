import type { BuildRow } from '@fuyuan/read-model';

/** Port: how far a build of a view has read; each feed knows its own positions. */
export abstract class Freshness {
  /**
   * Whether the build holds everything up to `position` (of a receipt, or of a message) within so many milliseconds.
   * Errors: of the database.
   */
  abstract reached(build: BuildRow, position: string, ms: number): Promise<boolean>;
}
