import type { ReadDatabase } from '../database';
import type { BuildRow, ParkedRow } from '../engine-tables';

/** How a build stands. Of lag it says what can be known of the builds alone; how far the feed is, the feed knows. */
export type BuildStanding = Readonly<
  BuildRow & {
    /** Records that are stuck, and messages that wait for them. */
    parked: number;
    waiting: number;
    /** Messages that the furthest build of this projection has folded and this one has not. */
    messagesBehind: number;
    /** Between the newest message of any build of this projection and that of this one, as they were recorded. */
    secondsBehind: number | null;
  }
>;

export type ProjectionStanding = Readonly<{ projection: string; builds: readonly BuildStanding[] }>;

/** Of these projections, in their order, all builds. */
export async function standings(
  { db }: ReadDatabase,
  projections: readonly string[],
): Promise<readonly ProjectionStanding[]> {
  const builds = await db.selectFrom('builds').selectAll().orderBy('build').execute();
  const counts = async (table: 'parked' | 'parked_messages') => {
    const rows = await db
      .selectFrom(table)
      .select((all) => ['build', all.fn.countAll<number>().as('count')])
      .groupBy('build')
      .execute();
    return new Map(rows.map(({ build, count }) => [build, Number(count)]));
  };
  const [parked, waiting] = [await counts('parked'), await counts('parked_messages')];
  return projections.map((projection) => {
    const own = builds.filter((build) => build.projection === projection);
    const most = Math.max(0, ...own.map(({ messages }) => messages));
    const newest = newestOf(own);
    return {
      projection,
      builds: own.map((build) => ({
        ...build,
        parked: parked.get(build.build) ?? 0,
        waiting: waiting.get(build.build) ?? 0,
        messagesBehind: most - build.messages,
        secondsBehind: secondsBetween(build.recorded_at, newest),
      })),
    };
  });
}

const newestOf = (builds: readonly BuildRow[]): string | null =>
  builds.reduce<string | null>(
    (newest, { recorded_at: at }) => (at !== null && at > (newest ?? '') ? at : newest),
    null,
  );

const secondsBetween = (one: string | null, other: string | null): number | null =>
  one === null || other === null ? null : Math.max(0, (Date.parse(other) - Date.parse(one)) / 1_000);

export type ParkedAsked = Readonly<{ build: number; limit: number; after?: string }>;

/** What is stuck in a build, by record. */
export function parkedOf({ db }: ReadDatabase, { build, limit, after = '' }: ParkedAsked): Promise<ParkedRow[]> {
  const of = db.selectFrom('parked').selectAll().where('build', '=', build).where('record_id', '>', after);
  return of.orderBy('record_id').limit(limit).execute();
}
