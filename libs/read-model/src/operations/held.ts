import type { Kysely } from 'kysely';
import type { ReadDatabase } from '../database';
import type { EngineTables, OperationRow } from '../engine-tables';

/** It cannot be done, now or later; the message says why. */
export class CannotBeDone extends Error {
  override readonly name = 'CannotBeDone';
}

/** Another process took the operation over. */
export class NotHeld extends Error {
  override readonly name = 'NotHeld';
}

/** This process stops; another one, or the next start, goes on. */
export class Stopping extends Error {
  override readonly name = 'Stopping';
}

/** Held for so long at a time; who held it and was killed is waited for as long. */
const HOLD_MS = 15_000;

/** After so many times without coming forward it is given up. */
export const MOST_ATTEMPTS = 5;

export type Holder = Readonly<{ name: string; now: () => Date; signal: AbortSignal }>;

/** One operation in the hands of this process. What it says is kept, so that another process can go on from there. */
export class HeldOperation {
  private constructor(
    private readonly database: ReadDatabase,
    readonly row: OperationRow,
    private readonly holder: Holder,
  ) {}

  /** Undefined where another process holds it, or it has ended. */
  static async take(database: ReadDatabase, { id }: OperationRow, holder: Holder): Promise<HeldOperation | undefined> {
    const now = holder.now().toISOString();
    const row = await database.db
      .updateTable('operations')
      .set((old) => ({ ...hold(holder), status: 'running' as const, attempts: old('attempts', '+', 1) }))
      .where('id', '=', id)
      .where('status', 'in', ['open', 'running'])
      .where((old) => old.or([old('held_until', 'is', null), old('held_until', '<', now)]))
      .returningAll()
      .executeTakeFirst();
    return row && new HeldOperation(database, row, holder);
  }

  get signal(): AbortSignal {
    return this.holder.signal;
  }

  get progress(): Readonly<Record<string, unknown>> {
    return this.row.progress === null ? {} : (JSON.parse(this.row.progress) as Record<string, unknown>);
  }

  /** Says how far it is. Errors: NotHeld, Stopping. */
  async tell(progress: object): Promise<void> {
    if (this.signal.aborted) throw new Stopping('This process stops.');
    await this.write(this.database.db, { progress: JSON.stringify(progress), attempts: 0, ...hold(this.holder) });
  }

  /** `on`: the transaction with which it is done, or not. Errors: NotHeld. */
  end(status: 'done' | 'failed', result: object, on: Kysely<EngineTables> = this.database.db): Promise<void> {
    const ended_at = this.holder.now().toISOString();
    return this.write(on, { status, result: JSON.stringify(result), ended_at, holder: null, held_until: null });
  }

  /** Errors: NotHeld. */
  write(on: Kysely<EngineTables>, what: Partial<OperationRow>): Promise<void> {
    const mine = on.updateTable('operations').set(what).where('id', '=', this.row.id).where('status', '=', 'running');
    return mine
      .where('holder', '=', this.holder.name)
      .executeTakeFirst()
      .then(({ numUpdatedRows }) => {
        if (numUpdatedRows === 0n) throw new NotHeld(`Operation ${this.row.id} is held by another process.`);
      });
  }

  /** Another process may take it up at once. */
  release(): Promise<void> {
    return this.write(this.database.db, { holder: null, held_until: null });
  }
}

const hold = ({ name, now }: Holder) => ({
  holder: name,
  held_until: new Date(now().getTime() + HOLD_MS).toISOString(),
});
