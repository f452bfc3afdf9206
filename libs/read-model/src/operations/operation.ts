import { randomUUID } from 'node:crypto';
import type { ReadDatabase } from '../database';
import type { OperationKind, OperationRow } from '../engine-tables';

/** Those that read everything: of one projection one at a time. */
export const LONG_OPERATIONS: readonly OperationKind[] = ['rebuild', 'verify', 'compare'];

/** What an operator asks for. */
export type Asked = Readonly<{
  kind: OperationKind;
  projection: string;
  /** The live one where it is not said; for a rebuild, the one that is made. */
  build?: number;
  recordId?: string;
  /** Who asks, and why. */
  account: string;
  reason: string;
  now: Date;
}>;

/** Another long operation on this projection has not ended. */
export class OperationUnderWay extends Error {
  override readonly name = 'OperationUnderWay';

  constructor(readonly operation: OperationRow) {
    super(`${operation.kind} of ${operation.projection} is under way.`);
  }
}

/** Records what is asked for; a process that makes the views takes it up. Errors: OperationUnderWay. */
export async function ask(
  { db }: ReadDatabase,
  { kind, projection, build, recordId, account, reason, now }: Asked,
): Promise<OperationRow> {
  const of = { kind, projection, build: build ?? null, record_id: recordId ?? null };
  const asked = { id: randomUUID(), at: now.toISOString(), account, reason, ...of };
  const nothingYet = { progress: null, result: null, ended_at: null, holder: null, held_until: null, attempts: 0 };
  const row: OperationRow = { ...asked, ...nothingYet, status: 'open' };
  try {
    await db.insertInto('operations').values(row).execute();
  } catch (error) {
    const other = LONG_OPERATIONS.includes(kind) ? await underWay({ db }, projection) : undefined;
    throw other ? new OperationUnderWay(other) : error;
  }
  return row;
}

export const operationOf = ({ db }: Pick<ReadDatabase, 'db'>, id: string): Promise<OperationRow | undefined> =>
  db.selectFrom('operations').selectAll().where('id', '=', id).executeTakeFirst();

export type OperationsAsked = Readonly<{
  projection?: string;
  limit: number;
  /** Goes on after this one: `at` and `id` of the last of the page before. */
  after?: Readonly<{ at: string; id: string }>;
}>;

/** The newest first. */
export function operationsOf({ db }: ReadDatabase, { projection, limit, after }: OperationsAsked) {
  let asked = db.selectFrom('operations').selectAll().orderBy('at', 'desc').orderBy('id', 'desc').limit(limit);
  if (projection !== undefined) asked = asked.where('projection', '=', projection);
  if (after) {
    asked = asked.where((row) =>
      row.or([row('at', '<', after.at), row.and([row('at', '=', after.at), row('id', '<', after.id)])]),
    );
  }
  return asked.execute();
}

function underWay({ db }: Pick<ReadDatabase, 'db'>, projection: string): Promise<OperationRow | undefined> {
  return db
    .selectFrom('operations')
    .selectAll()
    .where('projection', '=', projection)
    .where('status', 'in', ['open', 'running'])
    .where('kind', 'in', LONG_OPERATIONS)
    .executeTakeFirst();
}
