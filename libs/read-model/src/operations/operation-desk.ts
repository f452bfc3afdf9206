import { randomUUID } from 'node:crypto';
import { buildsOf, dropBuild } from '../build';
import type { BuildRow, OperationKind, OperationRow } from '../engine-tables';
import type { AnyProjection } from '../projection';
import { CannotBeDone, HeldOperation, MOST_ATTEMPTS, NotHeld, Stopping } from './held';
import { compareWithLive, rebuild, verify } from './long-operations';
import { drop, replay, retry, skip, switchLive } from './short-operations';
import type { OperationDeskOptions, Work } from './work';

/** What each comes to; nothing where it wrote that itself. */
const WAYS: Readonly<Record<OperationKind, (work: Work) => Promise<object | void>>> = {
  rebuild,
  verify,
  compare: compareWithLive,
  switch: switchLive,
  drop,
  retry,
  skip,
  replay,
};

/** Takes up what operators asked for, and goes on with what another process left when it ended. */
export class OperationDesk {
  private readonly running = new Map<string, Promise<void>>();
  private readonly stopping = new AbortController();
  private readonly name = randomUUID();

  constructor(private readonly options: OperationDeskOptions) {}

  /** Resolves when what is there was begun, not when it is done. */
  async pickUp(): Promise<void> {
    const { database, failed } = this.options;
    try {
      const open = await database.db
        .selectFrom('operations')
        .selectAll()
        .where('status', 'in', ['open', 'running'])
        .orderBy('at')
        .execute();
      for (const row of open) {
        if (this.stopping.signal.aborted || this.running.has(row.id)) continue;
        const holder = { name: this.name, now: this.options.now, signal: this.stopping.signal };
        const held = await HeldOperation.take(database, row, holder);
        if (held) this.run(held);
      }
    } catch (error) {
      failed(error, 'operations');
    }
  }

  /** What is under way stays as it is, for the next who takes it up. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.running.values());
  }

  private run(held: HeldOperation): void {
    const { id, kind } = held.row;
    const ended = this.carryOut(held)
      .catch((error: unknown) => this.left(held, error))
      .catch((error: unknown) => this.options.failed(error, kind))
      .finally(() => this.running.delete(id));
    this.running.set(id, ended);
  }

  private async carryOut(held: HeldOperation): Promise<void> {
    const { kind, projection: name } = held.row;
    const projection = this.options.projections.find((one) => one.name === name);
    if (!projection) throw new CannotBeDone(`There is no projection ${name}.`);
    const { database, now, look } = this.options;
    const build = () => this.buildOf(held.row, projection);
    const result = await WAYS[kind]({ database, now, look, held, row: held.row, projection, build });
    if (result) await held.end('done', result);
  }

  private async buildOf(row: OperationRow, { name, version }: AnyProjection): Promise<BuildRow> {
    const builds = await buildsOf(this.options.database.db, name);
    const found = builds.find(({ build, status }) => (row.build === null ? status === 'live' : build === row.build));
    if (!found) throw new CannotBeDone(`There is no build ${row.build ?? ''} of ${name}.`);
    if (found.version === version) return found;
    throw new CannotBeDone(`Build ${found.build} is of version ${found.version}, and version ${version} runs here.`);
  }

  private async left(held: HeldOperation, error: unknown): Promise<void> {
    const { kind, projection, attempts } = held.row;
    if (error instanceof NotHeld) return;
    if (error instanceof Stopping || this.stopping.signal.aborted) return held.release();
    if (!(error instanceof CannotBeDone)) {
      this.options.failed(error, `${kind} of ${projection}`);
      // It is held for a while yet, and taken up again after that.
      if (attempts < MOST_ATTEMPTS) return;
    }
    await this.dropProof(held);
    await held.end('failed', { why: error instanceof Error ? error.message : String(error) });
  }

  private async dropProof({ row }: HeldOperation): Promise<void> {
    const { database, look } = this.options;
    const { made } = JSON.parse((await this.progressOf(row)) ?? '{}') as { made?: number };
    const proof = (await buildsOf(database.db, row.projection)).find(
      ({ build, status }) => build === made && status === 'proof',
    );
    if (!proof) return;
    await dropBuild(database, { tables: {} }, proof);
    await look();
  }

  private async progressOf({ id }: OperationRow): Promise<string | null | undefined> {
    const { db } = this.options.database;
    const row = await db.selectFrom('operations').select('progress').where('id', '=', id).executeTakeFirst();
    return row?.progress;
  }
}
