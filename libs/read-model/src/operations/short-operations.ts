import { buildsOf, dropBuild } from '../build';
import { Projector } from '../projector';
import { NotToSwitchTo, switchTo } from '../switch';
import { CannotBeDone } from './held';
import type { Work } from './work';

/** From now on another build is asked. Errors: CannotBeDone. */
export async function switchLive(work: Work): Promise<object> {
  const wanted = await work.build();
  const before = (await buildsOf(work.database.db, work.row.projection)).find(({ status }) => status === 'live');
  if (wanted.status === 'proof') throw new CannotBeDone(`Build ${wanted.build} has no rows: it was made to verify.`);
  await switchTo(work.database, wanted.build).catch((error: unknown) => {
    throw error instanceof NotToSwitchTo ? new CannotBeDone(error.message) : error;
  });
  return { live: wanted.build, former: before?.build ?? null };
}

/** Errors: CannotBeDone of the live one. */
export async function drop({ database, projection, row, look }: Work): Promise<object> {
  const builds = await buildsOf(database.db, row.projection);
  const build = builds.find((one) => one.build === row.build);
  // Dropped by this very operation, before it was killed, or by another one.
  if (!build) return { dropped: row.build };
  if (build.status === 'live') throw new CannotBeDone(`Build ${build.build} is live: switch to another one first.`);
  await dropBuild(database, projection, build);
  await look();
  return { dropped: build.build };
}

/** Folds again what waits for a stuck record. */
export async function retry(work: Work): Promise<object> {
  const { projector, recordId, build } = await stuck(work);
  return { build, isWell: await projector.retry(recordId) };
}

/** Leaves out the message at which a record is stuck; what came of it is written in the same transaction. */
export async function skip(work: Work): Promise<void> {
  const { projector, recordId, build } = await stuck(work);
  const skipped = await projector.skip(recordId, (on, left) => work.held.end('done', { build, skipped: left }, on));
  if (!skipped) throw new CannotBeDone(`Nothing waits for the record ${recordId}.`);
}

/** Writes the rows of one record again as its state says. */
export async function replay(work: Work): Promise<object> {
  const { projector, recordId, build } = await projectorOf(work);
  const rowsMended = await projector.rewrite(recordId);
  if (rowsMended === undefined) throw new CannotBeDone(`There is no record ${recordId}.`);
  return { build, rowsMended };
}

async function projectorOf(work: Work) {
  const { database, projection, row, now } = work;
  const build = await work.build();
  return {
    projector: new Projector(database, projection, build, now),
    recordId: row.record_id ?? '',
    build: build.build,
  };
}

async function stuck(work: Work) {
  const of = await projectorOf(work);
  const found = await work.database.db
    .selectFrom('parked')
    .select('record_id')
    .where('build', '=', of.build)
    .where('record_id', '=', of.recordId)
    .executeTakeFirst();
  if (!found) throw new CannotBeDone(`The record ${of.recordId} is not stuck in build ${of.build}.`);
  return of;
}
