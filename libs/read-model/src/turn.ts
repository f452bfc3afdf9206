import { type Kysely, sql } from 'kysely';
import type { ReadDatabase } from './database';
import type { BuildRow, EngineTables } from './engine-tables';

/** The build was dropped meanwhile. */
export class BuildGone extends Error {
  override readonly name = 'BuildGone';
}

/** A transaction on a build; `writes` and `rowsTo` as in `BuildRow`, with this one counted. */
export type Turn = Readonly<{ on: Kysely<EngineTables>; writes: number; rowsTo: string | null }>;

export type TurnOptions = Readonly<{
  /** When the newest message in it was recorded. */
  recordedAt?: string | undefined;
  /** Lost with the machine it would be done again, from the feed: so it need not wait for the disk. */
  isReadAgain?: boolean;
}>;

/** One transaction after the other for each build, in whatever process: the first statement takes the turn. Errors: BuildGone. */
export function inTurn<T>(
  { db, dialect }: ReadDatabase,
  { build, projection }: Pick<BuildRow, 'build' | 'projection'>,
  work: (turn: Turn) => Promise<T>,
  { recordedAt, isReadAgain = false }: TurnOptions = {},
): Promise<T> {
  // SQLite waits for no disk as it is opened.
  const settings =
    isReadAgain && dialect.name === 'postgres' ? [sql`set_config('synchronous_commit', 'off', true)`] : [];
  return db.transaction().execute(async (on) => {
    const taken = await on
      .updateTable('builds')
      .set((row) => ({ writes: row('writes', '+', 1), ...(recordedAt ? { recorded_at: recordedAt } : {}) }))
      .where('build', '=', build)
      .returning(['writes', 'rows_to', ...settings.map((setting) => setting.as('setting'))])
      .executeTakeFirst();
    if (!taken) throw new BuildGone(`Build ${build} of ${projection} is gone.`);
    return work({ on, writes: taken.writes, rowsTo: taken.rows_to });
  });
}

/** Whether rows are written of a record, as the databases sort: by code points. */
export const isShown = (recordId: string, rowsTo: string | null): boolean =>
  rowsTo === null || (rowsTo !== '' && Buffer.compare(Buffer.from(recordId), Buffer.from(rowsTo)) <= 0);
