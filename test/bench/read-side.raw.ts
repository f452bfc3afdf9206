import { performance } from 'node:perf_hooks';
import { buildsOf, openPostgres } from '@fuyuan/read-model';
import { sql } from 'kysely';
import { PROJECTIONS } from './read-side.rebuild';

const IN_A_STATEMENT = 1_000;
/** Of each table at most so many rows are written; what the others would have cost is reckoned from them. */
const SAMPLED = 100_000;

/**
 * What it costs PostgreSQL to take the rows of all live views by one statement for every thousand, into tables with the
 * same keys and indexes: nothing is read from Kafka, nothing folded, nothing kept beside the rows, nothing searched.
 */
export async function rawUpserts(connectionString: string): Promise<Readonly<{ rows: number; ms: number }>> {
  const database = openPostgres({ connectionString, schema: 'government' });
  let [rows, ms] = [0, 0];
  for (const { name, tables } of PROJECTIONS) {
    const live = (await buildsOf(database.db, name)).find(({ status }) => status === 'live');
    for (const [view, { key }] of Object.entries(tables)) {
      const table = `${name.replaceAll('-', '_')}_${live?.build}_${view}`;
      const one = await rawTable(database, table, ['record_id', ...key]);
      rows += one.rows;
      ms += one.ms;
    }
  }
  await database.close();
  return { rows, ms };
}

async function rawTable({ db }: ReturnType<typeof openPostgres>, table: string, key: readonly string[]) {
  const { rows: counts } = await sql<{ all: number }>`select count(*) as all from ${sql.table(table)}`.execute(db);
  const all = counts[0]?.all ?? 0;
  const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)} limit ${SAMPLED}`.execute(db);
  await sql`create table ${sql.table('raw_rows')} (like ${sql.table(table)} including all)`.execute(db);
  const rest = Object.keys(rows[0] ?? {}).filter((column) => !key.includes(column));
  const set = rest.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`);
  const conflict = set.length === 0 ? sql`do nothing` : sql`do update set ${sql.join(set)}`;
  const began = performance.now();
  for (let at = 0; at < rows.length; at += IN_A_STATEMENT) {
    const some = JSON.stringify(rows.slice(at, at + IN_A_STATEMENT));
    await sql`insert into raw_rows select * from json_populate_recordset(null::raw_rows, ${some}::json)
      on conflict (${sql.join(key.map((column) => sql.ref(column)))}) ${conflict}`.execute(db);
  }
  const ms = rows.length === 0 ? 0 : ((performance.now() - began) * all) / rows.length;
  await sql`drop table raw_rows`.execute(db);
  return { rows: all, ms };
}
