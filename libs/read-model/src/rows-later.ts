import { viewTable } from './build';
import { indexesOf } from './create-table';
import type { ReadDatabase } from './database';
import type { BuildRow } from './engine-tables';
import type { AnyProjection } from './projection';
import { inTurn } from './turn';
import { BuildWriter } from './writer';

/** So many records are shown in one transaction; whoever folds comes to its turn between two. */
const RECORDS = 500;

/**
 * Writes the rows of a build that was folded without them, record by record in their order, and then its indexes: what
 * changed a hundred times is written once, and an index is made of all rows at once. Meanwhile the build goes on being
 * folded; a kill at any point leaves where to go on.
 */
export class RowsLater {
  private readonly writer: BuildWriter;

  constructor(
    private readonly database: ReadDatabase,
    private readonly projection: AnyProjection,
    private readonly build: Pick<BuildRow, 'build' | 'projection'>,
  ) {
    this.writer = new BuildWriter(database, projection, build);
  }

  /** Ends early, and without a fault, where `isOver` says so. Errors: BuildGone; of the database. */
  async write(isOver: () => boolean): Promise<void> {
    for (let isIndexed = false; !isOver(); isIndexed = true) {
      while (!isOver() && (await this.next(isIndexed))) await turnOfOthers();
      if (isIndexed || isOver()) return;
      await this.index(isOver);
    }
  }

  /** Whether there may be more. What comes while the indexes are made is found after them. */
  private next(isIndexed: boolean): Promise<boolean> {
    return inTurn(
      this.database,
      this.build,
      async ({ on, rowsTo }) => {
        if (rowsTo === null) return false;
        const last = await this.writer.showNext(on, rowsTo, RECORDS);
        if (last === undefined && !isIndexed) return false;
        const { build } = this.build;
        await on
          .updateTable('builds')
          .set({ rows_to: last ?? null })
          .where('build', '=', build)
          .execute();
        return last !== undefined;
      },
      { isReadAgain: true },
    );
  }

  private async index(isOver: () => boolean): Promise<void> {
    const { db, dialect } = this.database;
    for (const [view, table] of Object.entries(this.projection.tables)) {
      const of = viewTable(this.build, view, table);
      for (const statement of [...indexesOf(dialect, of), ...dialect.known(of)]) {
        if (isOver()) return;
        await statement.execute(db);
        await turnOfOthers();
      }
    }
  }
}

/** A file answers at once, and others of this thread must come to their turn. */
const turnOfOthers = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
