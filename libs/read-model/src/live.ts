import type { Kysely } from 'kysely';
import { physicalName } from './build';
import type { ReadDatabase } from './database';
import { saidOf, searchOf } from './dialect/search';
import type { BuildRow } from './engine-tables';
import { NamesPlugin } from './names-plugin';
import { shapeOf, type Projection } from './projection';
import type { StoredRowOf, Tables } from './table';

/** The view is being made, and there is none yet that could be asked. */
export class ViewNotReady extends Error {
  override readonly name = 'ViewNotReady';

  constructor(readonly projection: string) {
    super(`The view ${projection} is being made.`);
  }
}

type Rows<Of extends Tables> = { [Name in keyof Of]: StoredRowOf<Of[Name]> };

/** The live build of a view: its tables under the names of the projection, and how far it is. */
export type LiveView<Of extends Tables> = Readonly<{ db: Kysely<Rows<Of>>; build: BuildRow }>;

/**
 * What is to be asked of a view now. Another process may have switched meanwhile, so it is looked up for each question.
 * Errors: ViewNotReady, also where the live build is of another shape than this version asks for.
 */
export async function liveView<State, Of extends Tables>(
  { db }: ReadDatabase,
  projection: Projection<State, Of>,
): Promise<LiveView<Of>> {
  const { name, tables } = projection;
  const build = await db
    .selectFrom('builds')
    .selectAll()
    .where('projection', '=', name)
    .where('status', '=', 'live')
    .executeTakeFirst()
    .catch((error: unknown) => {
      throw isNotMade(error) ? new ViewNotReady(name) : error;
    });
  if (!build || build.shape !== shapeOf(projection)) throw new ViewNotReady(name);
  return { db: db.withPlugin(namesOf(name, build.build, tables)) as unknown as Kysely<Rows<Of>>, build };
}

/** Whoever makes the views has not begun: there is no file, or nothing in it. */
const isNotMade = (error: unknown): boolean =>
  error instanceof Error &&
  ((error as { code?: string }).code === 'SQLITE_CANTOPEN' || /no such table: builds/.test(error.message));

const known = new Map<string, NamesPlugin>();

function namesOf(projection: string, build: number, tables: Tables): NamesPlugin {
  const of = `${projection}/${build}/${Object.keys(tables).join()}`;
  const plugin =
    known.get(of) ??
    new NamesPlugin(
      new Map(
        Object.keys(tables)
          .flatMap((table) => [table, searchOf(table), saidOf(table)])
          .map((table) => [table, physicalName(projection, build, table)]),
      ),
    );
  known.set(of, plugin);
  return plugin;
}
