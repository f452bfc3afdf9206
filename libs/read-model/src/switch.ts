import type { ReadDatabase } from './database';
import type { BuildRow } from './engine-tables';

/** No such build, or one that has not read everything yet. */
export class NotToSwitchTo extends Error {
  override readonly name = 'NotToSwitchTo';
}

/**
 * From now on this build is asked, and the one that was live is former: kept up to date, so that one can switch back.
 * Returns the live build. Errors: NotToSwitchTo.
 */
export function switchTo({ db }: ReadDatabase, build: number): Promise<BuildRow> {
  return db.transaction().execute(async (on) => {
    // Takes the turn before it looks: of two that switch at once, the second sees what the first did.
    await on
      .updateTable('builds')
      .set((row) => ({ writes: row('writes', '+', 1) }))
      .where('build', '=', build)
      .execute();
    const wanted = await on.selectFrom('builds').selectAll().where('build', '=', build).executeTakeFirst();
    if (!wanted) throw new NotToSwitchTo(`There is no build ${build}.`);
    if (wanted.status === 'live') return wanted;
    if (wanted.caught_up === 0) throw new NotToSwitchTo(`Build ${build} has not read everything yet.`);

    const ofSame = on.updateTable('builds').where('projection', '=', wanted.projection);
    await ofSame.set({ status: 'former' }).where('status', '=', 'live').execute();
    await ofSame.set({ status: 'live' }).where('build', '=', build).execute();
    return { ...wanted, status: 'live' };
  });
}
