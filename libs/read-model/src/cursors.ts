import type { Kysely } from 'kysely';
import type { EngineTables } from './engine-tables';

/** Another process wrote what this one was about to: go on from what is stored. */
export class CursorMoved extends Error {
  override readonly name = 'CursorMoved';
}

/** How far a part of the feed was read before, and is read now. */
type Move = Readonly<{ source: string; from: string | undefined; next: string }>;

/** Where a build goes on, by part of the feed. */
export type Cursors = ReadonlyMap<string, string>;

export async function cursorsOf(on: Kysely<EngineTables>, build: number): Promise<Cursors> {
  const rows = await on.selectFrom('cursors').select(['source', 'next']).where('build', '=', build).execute();
  return new Map(rows.map(({ source, next }) => [source, next]));
}

/** Where it goes on after these moves. Errors: CursorMoved where one of them does not begin where it is. */
export function movedBy(moves: readonly Move[], stored: Cursors): Cursors {
  const moved = new Map(stored);
  for (const { source, from, next } of moves) {
    const is = moved.get(source);
    if (is !== from) throw new CursorMoved(`${source}: ${from} was to come, ${is} is stored.`);
    moved.set(source, next);
  }
  return moved;
}

/** Within a transaction on the build. Errors: CursorMoved. */
export async function moveCursors(on: Kysely<EngineTables>, build: number, moves: readonly Move[]): Promise<Cursors> {
  const moved = movedBy(moves, await cursorsOf(on, build));
  const sources = [...new Set(moves.map(({ source }) => source))];
  await on
    .insertInto('cursors')
    .values(sources.map((source) => ({ build, source, next: moved.get(source) ?? '' })))
    .onConflict((on) => on.columns(['build', 'source']).doUpdateSet((row) => ({ next: row.ref('excluded.next') })))
    .execute();
  return moved;
}
