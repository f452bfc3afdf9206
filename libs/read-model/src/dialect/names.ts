import { type RawBuilder, sql } from 'kysely';
import type { PhysicalTable } from './dialect';

export const columnsOf = ({ columns }: PhysicalTable): string[] => Object.keys(columns);

export const joined = (parts: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => sql.join(parts, sql`, `);

export const refs = (names: readonly string[]): RawBuilder<unknown> => joined(names.map((name) => sql.ref(name)));

/** What an upsert does with a row that is there already. */
export function assignments(table: PhysicalTable): RawBuilder<unknown> {
  const rest = columnsOf(table).filter((name) => !table.key.includes(name));
  if (rest.length === 0) return sql`do nothing`;
  return sql`do update set ${joined(rest.map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`))}`;
}
