import { hash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Column, Row } from '../table';
import { joined, refs } from './names';
import type { PhysicalTable } from './physical-table';
import { OFTEN, searchOf, type Search, type SearchedTable, type Seers } from './search';
import { askedText, searchText } from './search-text';

/**
 * Signs and pairs of signs as numbers in an array under GIN, which leaves few rows; the text itself then says whether
 * they stand in this order. Numbers, because text would be compared by the rules of a language. Who may see the row is a
 * number among them.
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
  isOften: async (on, { table }, words, seers) => {
    const asked = askedText(words);
    if (asked === '') return false;
    const often = seers ? OFTEN.ofSome : OFTEN.ofAll;
    const { rows } = await sql<{ found: number }>`select count(*) as found from (select 1 from
      ${sql.table(searchOf(table))} where ${holding(asked, seers)} limit ${often}) as those`.execute(on);
    return (rows[0]?.found ?? 0) >= often;
  },
  finds: ({ table, alias, key }, words, { seers, isOften = false } = {}) => {
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
        where ${holding(asked, seers)} and said like ${`%${escaped(asked)}%`} escape '\\')`;
  },
};

/** What the index knows of the words and of who sees them. */
const holding = (asked: string, seers: Seers): RawBuilder<boolean> => {
  const words = sql<boolean>`pairs @> ${arrayOf(askedPairs(asked))}::bigint[]`;
  if (seers === undefined) return words;
  return sql<boolean>`${words} and pairs && ${arrayOf(seers.map(seerOf))}::bigint[]`;
};

/** A name as a number that is no sign and no pair. That two names may have the same one is of no harm: see `finds`. */
const seerOf = (name: string): number => -Number.parseInt(hash('sha1', name).slice(0, 12), 16) - 1;

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

function foundBy({ key, searched, seenBy }: SearchedTable, row: Row): Row {
  const said = searchText(searched.map((column) => row[column]));
  const keys = Object.fromEntries(key.map((column) => [column, row[column] ?? null]));
  const seers = seenBy === undefined ? [] : String(row[seenBy]).split(' ').map(seerOf);
  return { ...keys, said, pairs: arrayOf([...signsAndPairs(said), ...seers]) };
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
