import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { beginBuild, buildsOf, dropBuild } from '../build';
import type { BuildRow } from '../engine-tables';
import { proofOf, shapeOf, type AnyProjection } from '../projection';
import { BuildReader } from './build-reader';
import { Comparison, NOT_COMPARED, type Compared, type Sides } from './comparison';
import { CannotBeDone, type HeldOperation } from './held';
import type { Work } from './work';

/** How far a long operation is: messages of all that the live build has, then records. */
export type OperationProgress = Readonly<{
  phase: 'reading' | 'comparing';
  done: number;
  of: number;
  /** The build that is made for it. */
  made?: number;
  compared?: Compared;
  verdict?: Verdict;
}>;

/** What a comparison came to. `unsettled`: records that were still in motion when it was given up. */
export type Verdict = Readonly<{
  isSame: boolean;
  kept: number;
  expected: number;
  records: number;
  differing: number;
  unsettled: number;
  /** Records of either that are stuck. */
  parked: number;
  differences: Compared['differences'];
}>;

const LOOK_MS = 250;
/** What was in motion is looked at so often before it is given up. */
const MOST_LOOKS = 120;

/**
 * A new build beside the live one, which is read until it knows as much, and compared with it, row by row; that is left
 * out where their tables are others. It is for the operator to switch.
 */
export async function rebuild(work: Work): Promise<object> {
  const made = await begun(work, 'building', work.projection);
  const build = await caughtUp(work, made);
  const other = await otherLive(work, build);
  const of = { build: made, version: build.version };
  return other.shape === build.shape
    ? { ...of, ...(await compared(work, { kept: other, expected: build, made })) }
    : { ...of, isSame: null };
}

/** Everything is read again and folded without rows; then what is kept, and what is shown of it, must be that. */
export async function verify(work: Work): Promise<object> {
  const target = await work.build();
  const before = work.held.progress as Partial<OperationProgress>;
  const made = await begun(work, 'proof', proofOf(work.projection));
  if (before.verdict) return withoutProof(work, made, before.verdict);
  const proof = await caughtUp(work, made);
  const found = await compared(work, { kept: await existing(work, target.build), expected: proof, made });
  // Kept before the proof is thrown away: a kill in between leaves one of the two.
  await work.held.tell({ phase: 'comparing', done: 1, of: 1, made, verdict: found } satisfies OperationProgress);
  return withoutProof(work, made, found);
}

async function withoutProof({ database, row, look }: Work, made: number, verdict: Verdict): Promise<Verdict> {
  const proof = (await buildsOf(database.db, row.projection)).find(({ build }) => build === made);
  if (proof) await dropBuild(database, { tables: {} }, proof);
  await look();
  return verdict;
}

/** Any build of the projection beside the live one. */
export async function compareWithLive(work: Work): Promise<object> {
  const build = await work.build();
  return compared(work, { kept: await otherLive(work, build), expected: build });
}

/** The build that was made for it, in one transaction with the word of it: a kill leaves both or none. */
async function begun({ held, database, now, look }: Work, status: 'building' | 'proof', of: AnyProjection) {
  const { made } = held.progress as Partial<OperationProgress>;
  if (made !== undefined) return made;
  const { build } = await beginBuild(database, of, {
    status,
    now: now(),
    beside: (on, row) =>
      held.write(on, {
        progress: JSON.stringify({ phase: 'reading', done: 0, of: 0, made: row.build } satisfies OperationProgress),
        ...(status === 'building' ? { build: row.build } : {}),
      }),
  });
  await look();
  return build;
}

async function caughtUp(work: Work, made: number): Promise<BuildRow> {
  for (;;) {
    const build = await existing(work, made);
    if (build.caught_up === 1) return build;
    const live = (await buildsOf(work.database.db, build.projection)).find(({ status }) => status === 'live');
    const of = Math.max(build.messages, live?.messages ?? 0);
    await work.held.tell({ phase: 'reading', done: build.messages, of, made } satisfies OperationProgress);
    await pause(work.held);
  }
}

/** Errors: CannotBeDone where the build was dropped meanwhile. */
async function existing({ database, row }: Work, build: number): Promise<BuildRow> {
  const found = (await buildsOf(database.db, row.projection)).find((one) => one.build === build);
  if (!found) throw new CannotBeDone(`There is no build ${build} of ${row.projection}, or it was dropped.`);
  return found;
}

/** What to compare a build with: the live one, or, where it went live by itself, the one that was. */
async function otherLive({ database, row }: Work, { build }: BuildRow): Promise<BuildRow> {
  const others = (await buildsOf(database.db, row.projection)).filter((one) => one.build !== build);
  const other =
    others.find(({ status }) => status === 'live') ?? others.filter(({ status }) => status === 'former').at(-1);
  if (!other) throw new CannotBeDone(`There is no other build of ${row.projection} to compare ${build} with.`);
  return other;
}

type Pair = Readonly<{ kept: BuildRow; expected: BuildRow; made?: number }>;

async function compared(work: Work, { kept, expected, made }: Pair): Promise<Verdict> {
  const comparison = new Comparison(work.database, sidesOf(work, kept, expected));
  const before = work.held.progress as Partial<OperationProgress>;
  const of = await comparison.size();
  const tell = (so: Compared) => {
    const progress: OperationProgress = { phase: 'comparing', done: so.records, of, compared: so };
    return work.held.tell(made === undefined ? progress : { ...progress, made });
  };
  let so = before.compared ?? NOT_COMPARED;
  for (let told = 0; !so.isThrough;) {
    so = await comparison.nextPage(so);
    // A file answers at once, and whoever reads the feed in this process must come to its turn.
    await turn();
    if (performance.now() - told < LOOK_MS && !so.isThrough) continue;
    await tell(so);
    told = performance.now();
  }
  for (let looks = 0; so.inMotion.length > 0 && looks < MOST_LOOKS; looks += 1) {
    so = await comparison.settle(so);
    await tell(so);
    if (so.inMotion.length > 0) await pause(work.held);
  }
  return verdictOf(work, so, { kept: kept.build, expected: expected.build });
}

function sidesOf({ database: { dialect }, projection }: Work, kept: BuildRow, expected: BuildRow): Sides {
  const isProof = expected.status === 'proof';
  if (!isProof && kept.shape !== shapeOf(projection)) {
    throw new CannotBeDone(`The tables of build ${kept.build} are others than those of version ${projection.version}.`);
  }
  return {
    kept: new BuildReader(dialect, projection, kept),
    expected: new BuildReader(dialect, isProof ? proofOf(projection) : projection, expected),
    by: isProof ? 'state' : 'rows',
  };
}

async function verdictOf({ database }: Work, so: Compared, of: Pick<Verdict, 'kept' | 'expected'>): Promise<Verdict> {
  const { records, differing, differences, inMotion } = so;
  const { parked } = await database.db
    .selectFrom('parked')
    .select((all) => all.fn.countAll<number>().as('parked'))
    .where('build', 'in', [of.kept, of.expected])
    .executeTakeFirstOrThrow();
  const isSame = differing === 0 && inMotion.length === 0 && parked === 0;
  return { isSame, ...of, records, differing, unsettled: inMotion.length, parked, differences };
}

const pause = (held: HeldOperation): Promise<void> =>
  sleep(LOOK_MS, undefined, { signal: held.signal }).catch(() => undefined);
