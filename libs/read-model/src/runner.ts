import { setTimeout as sleep } from 'node:timers/promises';
import { FoldingAhead } from './ahead';
import { beginBuild, buildsOf } from './build';
import type { ReadDatabase } from './database';
import type { BuildRow } from './engine-tables';
import type { Feed, Following } from './feed';
import { OperationDesk } from './operations/operation-desk';
import { proofOf, type AnyProjection } from './projection';
import { Projector } from './projector';
import { RowsLater } from './rows-later';
import { BuildGone } from './turn';
import { switchTo } from './switch';

export type RunnerOptions = Readonly<{
  database: ReadDatabase;
  feed: Feed;
  projections: readonly AnyProjection[];
  now: () => Date;
  /** Told of what goes wrong and is tried again. */
  failed: (error: unknown, what: string) => void;
  /** How often it looks for builds and operations, in milliseconds. */
  lookMs?: number;
}>;

/** Another process may begin, switch or drop a build, or ask for an operation; it is seen within this time. */
const LOOK_MS = 1_000;

/**
 * Keeps every build of its projections up to date: the live one, one that is being made, and a former one until it is
 * dropped; and does what operators ask for. A projection without a build gets one that is live at once; one whose live
 * build is of another version gets a build beside it, which is switched to when it has read everything.
 */
export class ProjectionRunner {
  private readonly followed = new Map<number, Following>();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();
  private stopped = false;
  private readonly finishing = new Set<Promise<void>>();
  private readonly desk: OperationDesk;

  constructor(private readonly options: RunnerOptions) {
    this.desk = new OperationDesk({ ...options, look: () => this.look() });
  }

  /** Resolves when every projection has a build. Errors: of the database. */
  async start(): Promise<void> {
    for (const projection of this.options.projections) await this.settle(projection);
    await this.look();
    this.again();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.desk.stop();
    await this.looking;
    await Promise.all([...this.followed.values()].map((following) => following.stop()));
    await Promise.all(this.finishing);
  }

  /** Looks at once whether there is another build to follow, or one less. */
  look(): Promise<void> {
    this.looking = this.looking.then(() => this.followBuilds()).catch((error) => this.options.failed(error, 'builds'));
    return this.looking;
  }

  private again(): void {
    if (this.stopped) return;
    const look = () => Promise.all([this.look(), this.desk.pickUp()]);
    this.timer = setTimeout(() => void look().then(() => this.again()), this.options.lookMs ?? LOOK_MS);
  }

  private async settle(projection: AnyProjection): Promise<void> {
    const { database, now } = this.options;
    const builds = await buildsOf(database.db, projection.name);
    const isThere = ({ version, status }: BuildRow) =>
      version === projection.version && (status === 'building' || status === 'live');
    if (builds.some(isThere)) return;

    const status = builds.some((build) => build.status === 'live') ? 'building' : 'live';
    await beginBuild(database, projection, { status, now: now() }).catch(async (error: unknown) => {
      // Another process of this read side may have begun one at the same time.
      const there = await buildsOf(database.db, projection.name);
      if (!there.some(({ version }) => version === projection.version)) throw error;
    });
  }

  private async followBuilds(): Promise<void> {
    if (this.stopped) return;
    const there = new Set<number>();
    for (const projection of this.options.projections) {
      for (const build of await buildsOf(this.options.database.db, projection.name)) {
        if (build.version !== projection.version) continue;
        there.add(build.build);
        const followed = build.status === 'proof' ? proofOf(projection) : projection;
        if (!this.followed.has(build.build)) this.follow(followed, build);
      }
    }
    for (const [build, following] of this.followed) {
      if (there.has(build)) continue;
      this.followed.delete(build);
      await following.stop();
    }
  }

  private follow(projection: AnyProjection, build: BuildRow): void {
    const { database, feed, now, failed } = this.options;
    const ahead = new FoldingAhead(new Projector(database, projection, build, now), projection);
    const following = feed.follow({
      name: `${projection.name}-${build.build}`,
      families: projection.families,
      cursors: () => ahead.cursors(),
      take: (...batches) =>
        ahead.take(...batches).catch((error: unknown) => {
          if (error instanceof BuildGone) void this.look();
          failed(error, `${projection.name}, build ${build.build}`);
          throw error;
        }),
      caughtUp: () => {
        ahead.end();
        this.finishing.add(this.finish(projection, build, ahead));
      },
    });
    const stop = async () => {
      await following.stop();
      // What is lost here is read again.
      await ahead.write().catch((error: unknown) => failed(error, `${projection.name}, build ${build.build}`));
    };
    this.followed.set(build.build, { stop });
  }

  /** What it was folded without is written, then it is whole. A database that is away is asked again until it answers. */
  private async finish(projection: AnyProjection, build: BuildRow, ahead: FoldingAhead): Promise<void> {
    const { database, failed } = this.options;
    const isOver = () => this.stopped || !this.followed.has(build.build);
    while (!isOver()) {
      try {
        await ahead.write();
        await new RowsLater(database, projection, build).write(isOver);
        if (!isOver()) await this.caughtUp(build);
        return;
      } catch (error) {
        failed(error, `${projection.name}, build ${build.build}`);
        if (error instanceof BuildGone) return;
        await sleep(LOOK_MS);
      }
    }
  }

  /** A build of a newer version takes the place of the live one as soon as it knows as much. */
  private async caughtUp({ build, projection, status, version }: BuildRow): Promise<void> {
    const { db } = this.options.database;
    await db.updateTable('builds').set({ caught_up: 1 }).where('build', '=', build).execute();
    const live = (await buildsOf(db, projection)).find((other) => other.status === 'live');
    if (status === 'building' && live && live.version !== version) await switchTo(this.options.database, build);
  }
}
