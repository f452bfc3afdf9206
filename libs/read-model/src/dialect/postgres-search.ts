import { sql } from 'kysely';
import type { Column, Row } from '../table';
import { joined, refs } from './names';
import type { PhysicalTable } from './physical-table';
import { OFTEN, searchOf, type Search, type SearchedTable } from './search';
import { askedText, searchText } from './search-text';

/**
 * Signs and pairs of signs as numbers in an array under GIN, which leaves few rows; the text itself then says whether
 * they stand in this order. Numbers, because text would be compared by the rules of a language.
 */
export const postgresSearch: Search = {
  ownColumn: undefined,
  create: (table) => {
    const { name, columns, key } = table;
    // Sorted as in the table itself: two ways of sorting would be joined by no index.
    const keys = key.map((column) => {
      const collation = typeOf(columns[column]) === 'text' ? sql`collate "C"` : sql``;
      return sql`${sql.ref(column)} ${sql.raw(typeOf(columns[column]))} ${collation} not null`;
    });
    return [
      sql`create table ${sql.table(searchOf(name))}
        (${joined(keys)}, said text collate "C" not null, pairs bigint[] not null, primary key (${refs(key)}))`,
    ];
  },
  index: ({ name }) => [
    sql`create index if not exists ${sql.ref(`${searchOf(name)}_pairs`)} on ${sql.table(searchOf(name))} using gin (pairs)`,
  ],
  put: (on, table, rows, write) =>
    write(
      on,
      besideOf(table),
      rows.map((row) => foundBy(table, row)),
    ),
  remove: ({ name, key, columns }, keys) => [
    sql`delete from ${sql.table(searchOf(name))} where (${refs(key)}) in
    (select * from unnest(${joined(
      key.map((column) => sql`${keys.map((row) => row[column])}::${sql.raw(`${typeOf(columns[column])}[]`)}`),
    )}))`,
  ],
  isOften: async (on, { table }, words) => {
    const asked = askedText(words);
    if (asked === '') return false;
    const { rows } = await sql<{ found: number }>`select count(*) as found from (select 1 from
      ${sql.table(searchOf(table))} where pairs @> ${arrayOf(askedPairs(asked))}::bigint[] limit ${OFTEN}) as those`.execute(
      on,
    );
    return (rows[0]?.found ?? 0) >= OFTEN;
  },
  finds: ({ table, alias, key }, words, isOften = false) => {
    const asked = askedText(words);
    if (asked === '') return sql<boolean>`true`;
    const same = key.map((column) => sql`o.${sql.ref(column)} = ${sql.ref(`${alias}.${column}`)}`);
    // A query of one value is asked row by row, and never made the beginning of the whole.
    if (isOften) {
      return sql<boolean>`strpos((select o.said from ${sql.table(searchOf(table))} as o
        where ${sql.join(same, sql` and `)}), ${asked}) > 0`;
    }
    return sql<boolean>`(${joined(key.map((column) => sql.ref(`${alias}.${column}`)))}) in
      (select ${refs(key)} from ${sql.table(searchOf(table))}
        where pairs @> ${arrayOf(askedPairs(asked))}::bigint[] and said like ${`%${escaped(asked)}%`} escape '\\')`;
  },
};

const typeOf = (column: string | undefined): string => (column === 'integer' ? 'integer' : 'text');

const besides = new WeakMap<SearchedTable, PhysicalTable>();

/** The table beside it. Its array travels as text, which the database reads. */
function besideOf(table: SearchedTable): PhysicalTable {
  const { name, key, columns } = table;
  const keys = Object.fromEntries(key.map((column) => [column, columns[column] as Column]));
  const beside = besides.get(table) ?? {
    name: searchOf(name),
    key,
    columns: { ...keys, said: 'text', pairs: 'text' } as const,
  };
  besides.set(table, beside);
  return beside;
}

function foundBy({ key, searched }: SearchedTable, row: Row): Row {
  const said = searchText(searched.map((column) => row[column]));
  const keys = Object.fromEntries(key.map((column) => [column, row[column] ?? null]));
  return { ...keys, said, pairs: arrayOf(signsAndPairs(said)) };
}

const arrayOf = (numbers: Iterable<number>): string => `{${[...numbers].join(',')}}`;

/** There are fewer signs than that. */
const SIGNS = 2 ** 21;

/** A sign as its code point; a pair as those of both, which is more than any sign. */
function signsAndPairs(text: string): Set<number> {
  const found = new Set<number>();
  let last = 0;
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0;
    found.add(code);
    if (last > 0) found.add(last * SIGNS + code);
    last = code;
  }
  return found;
}

/** Of what is asked for the pairs, and where there are none the sign. */
function askedPairs(asked: string): number[] {
  const all = [...signsAndPairs(asked)];
  const pairs = all.filter((number) => number >= SIGNS);
  return pairs.length > 0 ? pairs : all;
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
